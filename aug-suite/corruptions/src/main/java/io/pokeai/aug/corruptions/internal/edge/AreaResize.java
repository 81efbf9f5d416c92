package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.engine.api.Image;
import java.util.Arrays;

/**
 * Shrinks a picture: every sample is the mean of the area that it covers. Sums are of whole numbers, so they are exact, and
 * rounded once.
 *
 * <p>OpenCV's {@code resize} with {@code INTER_AREA} means the same, but adds in single precision, with or without fused
 * multiplication as the processor has it: where a mean is a half, its samples depend on the machine. Halves go to the even
 * level here; up, as OpenCV does it, where every sample is the mean of 2 × 2.
 */
final class AreaResize {
    private AreaResize() {}

    /** @param width and {@code height} not larger than those of the picture */
    static Samples shrink(Samples from, int width, int height) {
        Coverage across = Coverage.of(from.width(), width);
        Coverage down = Coverage.of(from.height(), height);
        Samples to = new Samples(width, height);
        int[] row = new int[to.stride()];
        long[] sum = new long[to.stride()];
        int inRow = -1;
        double area = (double) from.width() * from.height();
        double half = from.width() == 2 * width && from.height() == 2 * height ? 1 / 8.0 : 0;
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, 0);
            for (int k = down.first[y]; k <= down.last[y]; k++) {
                // The last input row of an output is often the first one of the next.
                if (k != inRow) {
                    across(from, k, across, row);
                    inRow = k;
                }
                int weight = down.weight(y, k);
                for (int i = 0; i < row.length; i++) {
                    sum[i] += (long) row[i] * weight;
                }
            }
            // Quotients that are no halves differ from them by far more than a double's rounding.
            for (int i = 0; i < row.length; i++) {
                to.rgb()[y * row.length + i] = (byte) (int) Math.rint(sum[i] / area + half);
            }
        }
        return to;
    }

    private static void across(Samples from, int y, Coverage columns, int[] out) {
        byte[] in = from.rgb();
        int start = y * from.stride();
        for (int x = 0, o = 0; o < out.length; x++, o += Image.CHANNELS) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int k = columns.first[x], i = start + k * Image.CHANNELS; k <= columns.last[x]; k++) {
                int weight = columns.weight(x, k);
                red += (in[i++] & 0xff) * weight;
                green += (in[i++] & 0xff) * weight;
                blue += (in[i++] & 0xff) * weight;
            }
            out[o] = red;
            out[o + 1] = green;
            out[o + 2] = blue;
        }
    }

    /**
     * Which inputs each output of one axis covers: those from the first to the last, of those two only a part.
     * Weights count in fractions of an input such that those of an output sum to the number of inputs.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Coverage(int[] first, int[] last, int[] firstWeight, int[] lastWeight, int whole) {
        static Coverage of(int in, int out) {
            Coverage all = new Coverage(new int[out], new int[out], new int[out], new int[out], out);
            for (int o = 0; o < out; o++) {
                int from = o * in;
                int to = from + in;
                all.first[o] = from / out;
                all.last[o] = (to - 1) / out;
                all.firstWeight[o] = Math.min(to, (all.first[o] + 1) * out) - from;
                all.lastWeight[o] = to - all.last[o] * out;
            }
            return all;
        }

        int weight(int output, int input) {
            if (input == first[output]) {
                return firstWeight[output];
            }
            return input == last[output] ? lastWeight[output] : whole;
        }
    }
}
