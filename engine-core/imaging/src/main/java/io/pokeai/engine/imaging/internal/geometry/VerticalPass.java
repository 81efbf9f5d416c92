package io.pokeai.engine.imaging.internal.geometry;

/**
 * The second pass of a resize: the weighted sum of whole rows, which the JIT compiler turns into vector instructions.
 *
 * <p><b>Source</b> {@code ImagingResampleVertical_8bpc} of Pillow 12.3, src/libImaging/Resample.c.
 */
final class VerticalPass {
    private VerticalPass() {}

    static void start(int[] sums, int samples) {
        java.util.Arrays.fill(sums, 0, samples, ResampleKernel.HALF);
    }

    /** Adds one row. */
    static void add(int[] sums, int[] row, int weight, int samples) {
        for (int i = 0; i < samples; i++) {
            sums[i] += row[i] * weight;
        }
    }

    /**
     * Rounds the sums to samples.
     *
     * @param signed whether a weight is negative, so that a sum may be
     */
    static void finish(int[] sums, byte[] target, int at, int samples, boolean signed) {
        if (signed) {
            for (int i = 0; i < samples; i++) {
                target[at + i] = (byte) Math.max(0, Math.min(sums[i] >> ResampleKernel.BITS, 255));
            }
        } else {
            for (int i = 0; i < samples; i++) {
                target[at + i] = (byte) Math.min(sums[i] >> ResampleKernel.BITS, 255);
            }
        }
    }

    /** A row whose height does not change. */
    static void copy(int[] row, byte[] target, int at, int samples) {
        for (int i = 0; i < samples; i++) {
            target[at + i] = (byte) row[i];
        }
    }
}
