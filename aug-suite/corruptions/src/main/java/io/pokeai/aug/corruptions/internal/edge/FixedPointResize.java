package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.engine.api.Image;

/**
 * Enlarges a picture in whole numbers: weights of 11 bits, products of 22. No sum depends on its order or on the processor.
 *
 * <p><b>Source</b> OpenCV 4's {@code resize} of 8-bit pictures as its plain C++ computes it. Its vector code for
 * {@code INTER_CUBIC} adds in single precision instead, which differs by one level where a sum is close to a half.
 */
final class FixedPointResize {
    private static final int BITS = 11; // INTER_RESIZE_COEF_BITS
    private static final int ONE = 1 << BITS;
    private static final float A = -0.75f;

    private FixedPointResize() {}

    /** Linear interpolation, the border repeated. */
    static Samples linear(Samples from, int width, int height) {
        Axis across = Axis.linear(from.width(), width, true);
        Axis down = Axis.linear(from.height(), height, false);
        Samples to = new Samples(width, height);
        int n = to.stride();
        Rows rows = new Rows(from, across, n);
        for (int y = 0; y < height; y++) {
            int[] upper = rows.of(down.index[2 * y]);
            int[] lower = rows.of(down.index[2 * y + 1]);
            int u = down.weight[2 * y];
            int l = down.weight[2 * y + 1];
            for (int i = 0; i < n; i++) {
                // Four bits less first, so that both products keep 16 bits: as OpenCV does it with and without vectors.
                to.rgb()[y * n + i] = (byte) ((((u * (upper[i] >> 4)) >> 16) + ((l * (lower[i] >> 4)) >> 16) + 2) >> 2);
            }
        }
        return to;
    }

    /** Cubic convolution with a = -0.75, the border repeated. */
    static Samples cubic(Samples from, int width, int height) {
        Axis across = Axis.cubic(from.width(), width);
        Axis down = Axis.cubic(from.height(), height);
        Samples to = new Samples(width, height);
        int n = to.stride();
        Rows rows = new Rows(from, across, n);
        for (int y = 0; y < height; y++) {
            int[] a = rows.of(down.index[4 * y]);
            int[] b = rows.of(down.index[4 * y + 1]);
            int[] c = rows.of(down.index[4 * y + 2]);
            int[] d = rows.of(down.index[4 * y + 3]);
            int v = down.weight[4 * y];
            int w = down.weight[4 * y + 1];
            int x = down.weight[4 * y + 2];
            int z = down.weight[4 * y + 3];
            for (int i = 0; i < n; i++) {
                int sum = a[i] * v + b[i] * w + c[i] * x + d[i] * z;
                int level = (sum + (1 << (2 * BITS - 1))) >> (2 * BITS);
                to.rgb()[y * n + i] = (byte) Math.max(0, Math.min(255, level));
            }
        }
        return to;
    }

    /** Which inputs an output takes, and how much of each, in 2048ths. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Axis(int taps, int[] index, int[] weight) {
        /**
         * @param whole whether an output outside of the centres takes one input whole, as OpenCV has it in rows, or shares of
         *     the same input twice, as in columns: after truncation that is sometimes a level less
         */
        static Axis linear(int in, int out, boolean whole) {
            Axis axis = new Axis(2, new int[2 * out], new int[2 * out]);
            for (int o = 0; o < out; o++) {
                float at = place(in, out, o);
                int first = (int) Math.floor(at);
                float share = at - first;
                boolean shared = !whole || (first >= 0 && first < in - 1);
                axis.index[2 * o] = Border.REPLICATE.index(first, in);
                axis.index[2 * o + 1] = Border.REPLICATE.index(first + 1, in);
                axis.weight[2 * o] = shared ? fixed(1 - share) : ONE;
                axis.weight[2 * o + 1] = shared ? fixed(share) : 0;
            }
            return axis;
        }

        static Axis cubic(int in, int out) {
            Axis axis = new Axis(4, new int[4 * out], new int[4 * out]);
            for (int o = 0; o < out; o++) {
                float at = place(in, out, o);
                int first = (int) Math.floor(at);
                float x = at - first;
                float y = 1 - x;
                float before = ((A * (x + 1) - 5 * A) * (x + 1) + 8 * A) * (x + 1) - 4 * A;
                float left = ((A + 2) * x - (A + 3)) * x * x + 1;
                float right = ((A + 2) * y - (A + 3)) * y * y + 1;
                float[] weights = {before, left, right, 1 - before - left - right};
                for (int k = 0; k < 4; k++) {
                    axis.index[4 * o + k] = Border.REPLICATE.index(first - 1 + k, in);
                    axis.weight[4 * o + k] = fixed(weights[k]);
                }
            }
            return axis;
        }

        /** Where the centre of an output lies, in inputs. */
        private static float place(int in, int out, int output) {
            double scale = 1 / ((double) out / in);
            return (float) ((output + 0.5) * scale - 0.5);
        }

        private static int fixed(float weight) {
            return (int) Math.rint(weight * ONE);
        }
    }

    /** Rows of the input, resized across; the last four are kept, as neighbouring outputs share them. */
    private static final class Rows {
        private static final int KEPT = 4;

        private final Samples from;
        private final Axis across;
        private final int[][] kept;
        private final int[] number = {-1, -1, -1, -1};

        Rows(Samples from, Axis across, int samples) {
            this.from = from;
            this.across = across;
            this.kept = new int[KEPT][samples];
        }

        int[] of(int y) {
            int slot = y % KEPT;
            if (number[slot] != y) {
                resize(y, kept[slot]);
                number[slot] = y;
            }
            return kept[slot];
        }

        private void resize(int y, int[] out) {
            byte[] in = from.rgb();
            int start = y * from.stride();
            int taps = across.taps;
            for (int o = 0, t = 0; o < out.length; o += Image.CHANNELS, t += taps) {
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int k = t; k < t + taps; k++) {
                    int i = start + across.index[k] * Image.CHANNELS;
                    int weight = across.weight[k];
                    red += (in[i] & 0xff) * weight;
                    green += (in[i + 1] & 0xff) * weight;
                    blue += (in[i + 2] & 0xff) * weight;
                }
                out[o] = red;
                out[o + 1] = green;
                out[o + 2] = blue;
            }
        }
    }
}
