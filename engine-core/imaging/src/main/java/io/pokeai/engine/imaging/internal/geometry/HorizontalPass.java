package io.pokeai.engine.imaging.internal.geometry;

/**
 * The first pass of a resize: one row, made as wide as the crop.
 *
 * <p>The target holds three samples of 0…255 per pixel of the crop; {@code first} is where the first sample of a source pixel
 * goes: 0, or 2 to turn blue, green, red around.
 *
 * <p><b>Source</b> {@code ImagingResampleHorizontal_8bpc} of Pillow 12.3, src/libImaging/Resample.c.
 */
final class HorizontalPass {
    private HorizontalPass() {}

    /** @param row interleaved samples, three per pixel, from the first source pixel that the crop needs */
    static void resize(byte[] row, ResampleKernel kernel, int first, int[] target) {
        if (kernel.paired.isPresent()) {
            shrink(row, kernel.paired.get(), first, target);
        } else {
            gather(row, kernel, first, target);
        }
    }

    /** Every sample is read and multiplied once, for both pixels that it makes. */
    private static void shrink(byte[] row, PairedWeights weights, int first, int[] target) {
        int[] segments = weights.segments;
        long[] values = weights.values;
        int earlierA = ResampleKernel.HALF;
        int earlierB = ResampleKernel.HALF;
        int earlierC = ResampleKernel.HALF;
        for (int j = 0; j + 1 < segments.length; j++) {
            long a = 0;
            long b = 0;
            long c = 0;
            int end = segments[j + 1];
            // 3 * k, not a second counter: then the compiler takes the bounds checks out of the loop.
            for (int k = segments[j]; k < end; k++) {
                long pair = values[k];
                a += (row[3 * k] & 0xff) * pair;
                b += (row[3 * k + 1] & 0xff) * pair;
                c += (row[3 * k + 2] & 0xff) * pair;
            }
            if (j > 0) {
                int t = (j - 1) * 3;
                target[t + first] = rounded(earlierA + (int) a);
                target[t + 1] = rounded(earlierB + (int) b);
                target[t + 2 - first] = rounded(earlierC + (int) c);
            }
            earlierA = ResampleKernel.HALF + (int) (a >>> Integer.SIZE);
            earlierB = ResampleKernel.HALF + (int) (b >>> Integer.SIZE);
            earlierC = ResampleKernel.HALF + (int) (c >>> Integer.SIZE);
        }
    }

    private static void gather(byte[] row, ResampleKernel kernel, int first, int[] target) {
        int[] values = kernel.values;
        int origin = kernel.first();
        for (int i = 0; i < kernel.starts.length; i++) {
            int s = (kernel.starts[i] - origin) * 3;
            int k = i * kernel.stride;
            int end = k + kernel.lengths[i];
            int a = ResampleKernel.HALF;
            int b = ResampleKernel.HALF;
            int c = ResampleKernel.HALF;
            for (; k < end; k++, s += 3) {
                int weight = values[k];
                a += (row[s] & 0xff) * weight;
                b += (row[s + 1] & 0xff) * weight;
                c += (row[s + 2] & 0xff) * weight;
            }
            int t = i * 3;
            target[t + first] = clipped(a);
            target[t + 1] = clipped(b);
            target[t + 2 - first] = clipped(c);
        }
    }

    /** Of weights that are not negative. */
    private static int rounded(int sum) {
        return Math.min(sum >> ResampleKernel.BITS, 255);
    }

    private static int clipped(int sum) {
        return Math.max(0, Math.min(sum >> ResampleKernel.BITS, 255));
    }

    /** A row whose width does not change. */
    static void copy(byte[] row, int samples, int first, int[] target) {
        for (int i = 0; i < samples; i += 3) {
            target[i + first] = row[i] & 0xff;
            target[i + 1] = row[i + 1] & 0xff;
            target[i + 2 - first] = row[i + 2] & 0xff;
        }
    }
}
