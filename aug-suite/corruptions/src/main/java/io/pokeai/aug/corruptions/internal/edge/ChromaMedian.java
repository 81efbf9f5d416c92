package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.filter.Border;
import java.util.Arrays;

/** The median of 3 × 3 colour differences; the luma of each pixel stays. */
final class ChromaMedian {
    private ChromaMedian() {}

    static void apply(byte[] rgb, int width, int height) {
        int pixels = width * height;
        double[] luma = new double[pixels];
        double[] blue = new double[pixels];
        double[] red = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            luma[i] = Ycc.luma(rgb, i);
            blue[i] = (rgb[3 * i + 2] & 0xff) - luma[i];
            red[i] = (rgb[3 * i] & 0xff) - luma[i];
        }
        double[] window = new double[9];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                double b = median(blue, x, y, width, height, window);
                double r = median(red, x, y, width, height, window);
                rgb[3 * i] = Levels.truncate(luma[i] + r);
                rgb[3 * i + 1] = Levels.truncate(luma[i] - Ycc.GREEN_OF_BLUE * b - Ycc.GREEN_OF_RED * r);
                rgb[3 * i + 2] = Levels.truncate(luma[i] + b);
            }
        }
    }

    private static double median(double[] plane, int x, int y, int width, int height, double[] window) {
        int n = 0;
        for (int dy = -1; dy <= 1; dy++) {
            int row = Border.REPLICATE.index(y + dy, height) * width;
            for (int dx = -1; dx <= 1; dx++) {
                window[n++] = plane[row + Border.REPLICATE.index(x + dx, width)];
            }
        }
        Arrays.sort(window);
        return window[4];
    }
}
