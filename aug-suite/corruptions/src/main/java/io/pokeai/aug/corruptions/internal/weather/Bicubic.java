package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.engine.api.Image;
import java.util.Arrays;

/**
 * Enlarges textures.
 *
 * <p><b>Source</b> OpenCV 5's {@code resize} with {@code INTER_CUBIC}: half-pixel centres, a = -0.75, replicated border, no
 * antialiasing, rounded once at the end. OpenCV 4 rounds its weights to 11 bits and gives other samples.
 */
final class Bicubic {
    private static final int TAPS = 4;
    private static final double A = -0.75;

    private Bicubic() {}

    static Texture resize(Texture from, int width, int height) {
        int n = width * Image.CHANNELS;
        int[] columns = new int[width * TAPS];
        double[] across = weights(from.width(), width, columns);
        int[] rows = new int[height * TAPS];
        double[] down = weights(from.height(), height, rows);
        double[][] wide = new double[from.height()][n];
        for (int y = 0; y < from.height(); y++) {
            across(from.rgb(), y * from.width() * Image.CHANNELS, columns, across, wide[y]);
        }
        byte[] out = new byte[n * height];
        double[] sum = new double[n];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < TAPS; k++) {
                Lanes.add(wide[rows[y * TAPS + k]], down[y * TAPS + k], sum, n);
            }
            for (int i = 0; i < n; i++) {
                out[y * n + i] = (byte) (int) Math.max(0, Math.min(Levels.MAX, Math.rint(sum[i])));
            }
        }
        return new Texture(width, height, out);
    }

    /** The four inputs of each output, and their weights. */
    private static double[] weights(int in, int out, int[] index) {
        double[] weights = new double[out * TAPS];
        double scale = (double) in / out;
        for (int o = 0; o < out; o++) {
            double at = (o + 0.5) * scale - 0.5;
            int first = (int) Math.floor(at);
            double x = at - first;
            double y = 1 - x;
            int w = o * TAPS;
            weights[w] = ((A * (x + 1) - 5 * A) * (x + 1) + 8 * A) * (x + 1) - 4 * A;
            weights[w + 1] = ((A + 2) * x - (A + 3)) * x * x + 1;
            weights[w + 2] = ((A + 2) * y - (A + 3)) * y * y + 1;
            weights[w + 3] = 1 - weights[w] - weights[w + 1] - weights[w + 2];
            for (int k = 0; k < TAPS; k++) {
                index[w + k] = Border.REPLICATE.index(first - 1 + k, in);
            }
        }
        return weights;
    }

    private static void across(byte[] in, int from, int[] columns, double[] weights, double[] out) {
        for (int i = 0; i < out.length; i++) {
            int w = i / Image.CHANNELS * TAPS;
            int c = from + i % Image.CHANNELS;
            double sum = 0;
            for (int k = 0; k < TAPS; k++) {
                sum += (in[c + columns[w + k] * Image.CHANNELS] & 0xff) * weights[w + k];
            }
            out[i] = sum;
        }
    }
}
