package io.pokeai.service.internal.web;

/**
 * How much one request, and all of them together, may ask for.
 *
 * @param bodyBytes of one body, its encoding undone
 * @param memoryBytes of all bodies together
 * @param lineBytes of one line of a stream of pictures
 * @param pictures in one body, or in one tensor
 * @param inFlight requests for work that are being answered or wait
 * @param pace of bodies
 */
public record Limits(int bodyBytes, long memoryBytes, int lineBytes, int pictures, int inFlight, Pace pace) {
    private static final int MIB = 1 << 20;

    /** The largest share of the heap that bodies may take together: what is parsed from them needs as much again. */
    private static final int PART_OF_HEAP = 4;

    /** For a process with this heap. */
    public static Limits ofHeap(long maxHeapBytes) {
        long memory = Math.max(96L * MIB, Math.min(512L * MIB, maxHeapBytes / PART_OF_HEAP));
        return new Limits(64 * MIB, memory, 32 * MIB, 256, 128, Pace.USUAL);
    }
}
