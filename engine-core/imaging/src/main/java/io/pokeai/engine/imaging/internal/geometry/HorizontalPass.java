package io.pokeai.engine.imaging.internal.geometry;

/**
 * The first pass of a resize: one row of samples, made as wide as the crop.
 *
 * <p><b>Source</b> {@code ImagingResampleHorizontal_8bpc} of Pillow 12.3, src/libImaging/Resample.c.
 */
final class HorizontalPass {
    private HorizontalPass() {}

    /**
     * @param row interleaved samples, three per pixel, from the first source pixel that the crop needs
     * @param target takes three samples of 0…255 per pixel of the crop
     */
    static void resize(byte[] row, Weights weights, int[] target) {
        if (weights.paired.isPresent()) {
            shrink(row, weights.paired.get(), target);
        } else {
            gather(row, weights, target);
        }
    }

    /** Every sample is read and multiplied once, for both pixels that it makes. */
    private static void shrink(byte[] row, PairedWeights weights, int[] target) {
        int[] segments = weights.segments;
        long[] values = weights.values;
        int carriedA = 0;
        int carriedB = 0;
        int carriedC = 0;
        for (int j = 0; j + 1 < segments.length; j++) {
            long a = 0;
            long b = 0;
            long c = 0;
            int end = segments[j + 1];
            for (int k = segments[j], s = k * 3; k < end; k++, s += 3) {
                long pair = values[k];
                a += (row[s] & 0xff) * pair;
                b += (row[s + 1] & 0xff) * pair;
                c += (row[s + 2] & 0xff) * pair;
            }
            if (j > 0) {
                int t = (j - 1) * 3;
                target[t] = rounded(carriedA + (int) a);
                target[t + 1] = rounded(carriedB + (int) b);
                target[t + 2] = rounded(carriedC + (int) c);
            }
            carriedA = (int) (a >>> Integer.SIZE);
            carriedB = (int) (b >>> Integer.SIZE);
            carriedC = (int) (c >>> Integer.SIZE);
        }
    }

    private static void gather(byte[] row, Weights weights, int[] target) {
        int[] values = weights.values;
        int origin = weights.starts[0];
        for (int i = 0; i < weights.starts.length; i++) {
            int s = (weights.starts[i] - origin) * 3;
            int k = i * weights.stride;
            int end = k + weights.lengths[i];
            int a = 0;
            int b = 0;
            int c = 0;
            for (; k < end; k++, s += 3) {
                int weight = values[k];
                a += (row[s] & 0xff) * weight;
                b += (row[s + 1] & 0xff) * weight;
                c += (row[s + 2] & 0xff) * weight;
            }
            int t = i * 3;
            target[t] = rounded(a);
            target[t + 1] = rounded(b);
            target[t + 2] = rounded(c);
        }
    }

    private static int rounded(int sum) {
        return Math.min((sum + Weights.HALF) >> Weights.BITS, 255);
    }

    /** A row whose width does not change. */
    static void copy(byte[] row, int samples, int[] target) {
        for (int i = 0; i < samples; i++) {
            target[i] = row[i] & 0xff;
        }
    }
}
