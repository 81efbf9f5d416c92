package io.pokeai.engine.imaging.internal.geometry;

/**
 * The first pass of a resize: two rows at once, made as wide as the crop.
 *
 * <p>A weighted sum of samples stays below 2^31, so one 64-bit multiplication does the work for the same sample of two
 * rows: the upper row in the lower half of a long, the lower row in the upper half. Nothing carries over, so the result
 * is that of two 32-bit sums. (Vector instructions would need the rows transposed, which costs as much as it saves.)
 *
 * <p><b>Source</b> {@code ImagingResampleHorizontal_8bpc} of Pillow 12.3, src/libImaging/Resample.c.
 */
final class HorizontalPass {
    private static final int LANE = 32;
    private static final long HALVES = (long) Weights.HALF << LANE | Weights.HALF;

    private HorizontalPass() {}

    /** Puts the samples of two rows side by side. */
    static void pair(byte[] upper, byte[] lower, long[] pairs, int samples) {
        for (int i = 0; i < samples; i++) {
            pairs[i] = (upper[i] & 0xffL) | (lower[i] & 0xffL) << LANE;
        }
    }

    /**
     * @param pairs interleaved samples of two rows, three per pixel, from source pixel {@code origin} on
     * @param first where the first sample of a source pixel goes: 0, or 2 to turn blue, green, red around
     * @param upper takes three samples of 0…255 per pixel of the crop
     * @param lower the same for the other row
     */
    static void resize(long[] pairs, int origin, Weights weights, int first, int[] upper, int[] lower) {
        int[] values = weights.values;
        for (int i = 0; i < weights.starts.length; i++) {
            int s = (weights.starts[i] - origin) * 3;
            int k = i * weights.stride;
            int end = k + weights.lengths[i];
            long a = HALVES;
            long b = HALVES;
            long c = HALVES;
            for (; k < end; k++, s += 3) {
                long weight = values[k];
                a += pairs[s] * weight;
                b += pairs[s + 1] * weight;
                c += pairs[s + 2] * weight;
            }
            int t = i * 3;
            upper[t + first] = Math.min((int) a >> Weights.BITS, 255);
            upper[t + 1] = Math.min((int) b >> Weights.BITS, 255);
            upper[t + 2 - first] = Math.min((int) c >> Weights.BITS, 255);
            lower[t + first] = Math.min((int) (a >>> (LANE + Weights.BITS)), 255);
            lower[t + 1] = Math.min((int) (b >>> (LANE + Weights.BITS)), 255);
            lower[t + 2 - first] = Math.min((int) (c >>> (LANE + Weights.BITS)), 255);
        }
    }

    /** A row whose width does not change; {@code first} as above. */
    static void copy(byte[] row, int samples, int first, int[] target) {
        for (int i = 0; i < samples; i += 3) {
            target[i + first] = row[i] & 0xff;
            target[i + 1] = row[i + 1] & 0xff;
            target[i + 2 - first] = row[i + 2] & 0xff;
        }
    }
}
