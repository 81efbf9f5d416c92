package io.pokeai.engine.imaging.internal.geometry;

/**
 * The first pass of a resize: one row of samples, made as wide as the crop.
 *
 * <p><b>Source</b> {@code ImagingResampleHorizontal_8bpc} of Pillow 12.3, src/libImaging/Resample.c.
 */
final class HorizontalPass {
    private HorizontalPass() {}

    /**
     * @param row interleaved samples, three per pixel, from source pixel {@code origin} on
     * @param target takes three samples of 0…255 per pixel of the crop
     */
    static void resize(byte[] row, int origin, Weights weights, int[] target) {
        int[] values = weights.values;
        for (int i = 0; i < weights.starts.length; i++) {
            int s = (weights.starts[i] - origin) * 3;
            int k = i * weights.stride;
            int end = k + weights.lengths[i];
            int a = Weights.HALF;
            int b = Weights.HALF;
            int c = Weights.HALF;
            for (; k < end; k++, s += 3) {
                int weight = values[k];
                a += (row[s] & 0xff) * weight;
                b += (row[s + 1] & 0xff) * weight;
                c += (row[s + 2] & 0xff) * weight;
            }
            int t = i * 3;
            target[t] = Math.min(a >> Weights.BITS, 255);
            target[t + 1] = Math.min(b >> Weights.BITS, 255);
            target[t + 2] = Math.min(c >> Weights.BITS, 255);
        }
    }

    /** A row whose width does not change. */
    static void copy(byte[] row, int samples, int[] target) {
        for (int i = 0; i < samples; i++) {
            target[i] = row[i] & 0xff;
        }
    }
}
