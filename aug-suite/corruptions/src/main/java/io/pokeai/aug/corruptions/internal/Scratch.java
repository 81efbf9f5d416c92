package io.pokeai.aug.corruptions.internal;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Arrays that a corruption needs while it works, kept for the next call: a call allocates nothing but its result.
 *
 * <p>An array is named by its type and a small number; it is at least as long as asked for and holds what the last user
 * left in it.
 *
 * <p><b>Threads</b> one at a time; {@link #take} gives each call its own.
 */
public final class Scratch implements AutoCloseable {
    /** The first number that corruptions may not use: {@link Frame} and the filters use it and those after it. */
    static final int RESERVED = 6;

    private static final int SLOTS = 8;

    // A large picture's arrays are not kept, so that the memory of an idle process stays small.
    private static final long MAX_KEPT_BYTES = 24L << 20;

    // The only mutable static of the bundle: its content has no meaning, and it is collected with the bundle's class
    // loader.
    private static final ConcurrentLinkedQueue<Scratch> IDLE = new ConcurrentLinkedQueue<>();

    private final byte[][] bytes = new byte[SLOTS][0];
    private final int[][] ints = new int[SLOTS][0];
    private final long[][] longs = new long[SLOTS][0];
    private final float[][] floats = new float[SLOTS][0];
    private final double[][] doubles = new double[SLOTS][0];
    private final double[][][] rows = new double[SLOTS][0][];

    private Scratch() {}

    /** Scratch memory that no other call uses; closing returns it. */
    public static Scratch take() {
        Scratch idle = IDLE.poll();
        return idle == null ? new Scratch() : idle;
    }

    @Override
    public void close() {
        if (keptBytes() <= MAX_KEPT_BYTES) {
            IDLE.add(this);
        }
    }

    public byte[] bytes(int slot, int length) {
        if (bytes[slot].length < length) {
            bytes[slot] = new byte[length];
        }
        return bytes[slot];
    }

    byte[] exactBytes(int slot, int length) {
        if (bytes[slot].length != length) {
            bytes[slot] = new byte[length];
        }
        return bytes[slot];
    }

    public int[] ints(int slot, int length) {
        if (ints[slot].length < length) {
            ints[slot] = new int[length];
        }
        return ints[slot];
    }

    public long[] longs(int slot, int length) {
        if (longs[slot].length < length) {
            longs[slot] = new long[length];
        }
        return longs[slot];
    }

    public float[] floats(int slot, int length) {
        if (floats[slot].length < length) {
            floats[slot] = new float[length];
        }
        return floats[slot];
    }

    public double[] doubles(int slot, int length) {
        if (doubles[slot].length < length) {
            doubles[slot] = new double[length];
        }
        return doubles[slot];
    }

    /** A separate array for each row of a plane: what the vector loops of {@code Lanes} work on. */
    public double[][] rows(int slot, int count, int length) {
        double[][] kept = rows[slot];
        if (kept.length < count || (count > 0 && kept[0].length < length)) {
            kept = new double[count][length];
            rows[slot] = kept;
        }
        return kept;
    }

    private long keptBytes() {
        long sum = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            sum += bytes[slot].length + 4L * ints[slot].length + 8L * longs[slot].length;
            sum += 4L * floats[slot].length + 8L * doubles[slot].length;
            sum += rows[slot].length == 0 ? 0 : 8L * rows[slot].length * rows[slot][0].length;
        }
        return sum;
    }
}
