package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.engine.api.Image;

/**
 * A wide Gaussian, computed on the picture at a fraction of its size. The filter is narrower by what the two resizes blur,
 * and the border is repeated before the picture shrinks, so that the error is hundredths of a level.
 *
 * <p>Everything in double precision and in a fixed order: the same on every processor.
 */
final class Veil {
    /** The narrowest filter, in pixels of the small picture: with a narrower one the shrinking would be visible. */
    private static final double MIN_SIGMA = 4;

    /** Averaging and linear interpolation add this to the variance, times the square of the shrink factor. */
    private static final double RESIZES = 1 / 12.0 + 1 / 6.0;

    private static final double TRUNCATE = 4;

    private final int shrink;
    private final double[][] small;
    private final int[] left;
    private final double[] share;

    private Veil(int shrink, double[][] small, int width) {
        this.shrink = shrink;
        this.small = small;
        this.left = new int[width];
        this.share = new double[width];
        for (int x = 0; x < width; x++) {
            left[x] = (int) place(x);
            share[x] = place(x) - left[x];
        }
    }

    static Veil of(Frame frame, double sigma, Scratch scratch) {
        int shrink = Integer.highestOneBit((int) Math.max(1, sigma / MIN_SIGMA));
        double variance = sigma * sigma - (shrink == 1 ? 0 : RESIZES * shrink * shrink);
        Gaussian filter = Gaussian.quick(Math.sqrt(variance) / shrink, TRUNCATE, Border.REPLICATE);
        int[] columns = padded(frame.width(), shrink);
        int[] rows = padded(frame.height(), shrink);
        int width = columns.length / shrink;
        int height = rows.length / shrink;
        double[][] means = scratch.rows(0, height, width * Image.CHANNELS);
        for (int y = 0; y < height; y++) {
            mean(frame, shrink, y, columns, rows, means[y]);
        }
        double[][] small = scratch.rows(1, height, width * Image.CHANNELS);
        for (int y = 0; y < height; y++) {
            filter.row(means, height, y, width, Image.CHANNELS, small[y], scratch);
        }
        return new Veil(shrink, small, frame.width());
    }

    /** The pixels of one axis, as many small pixels as cover it, and one more on each side. */
    private static int[] padded(int n, int shrink) {
        int[] pixels = new int[(2 - Math.floorDiv(-n, shrink)) * shrink];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Border.REPLICATE.index(i - shrink, n);
        }
        return pixels;
    }

    /** Sums are of whole numbers, so their order does not matter. */
    private static void mean(Frame frame, int shrink, int row, int[] columns, int[] rows, double[] out) {
        byte[] in = frame.in();
        double scale = Levels.MAX * shrink * shrink;
        for (int column = 0, o = 0; column < columns.length; column += shrink, o += Image.CHANNELS) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int y = row * shrink; y < (row + 1) * shrink; y++) {
                int from = rows[y] * frame.stride();
                for (int x = column; x < column + shrink; x++) {
                    int i = from + columns[x] * Image.CHANNELS;
                    red += in[i] & 0xff;
                    green += in[i + 1] & 0xff;
                    blue += in[i + 2] & 0xff;
                }
            }
            out[o] = red / scale;
            out[o + 1] = green / scale;
            out[o + 2] = blue / scale;
        }
    }

    /**
     * @param work at least as long as a row of the picture and four pixels
     * @param out takes row {@code y} of the veil, in the unit range
     */
    void row(int y, double[] work, double[] out) {
        double at = place(y);
        int above = (int) at;
        int n = (left[left.length - 1] + 2) * Image.CHANNELS;
        Lanes.scale(small[above], 1 - (at - above), work, n);
        Lanes.add(small[above + 1], at - above, work, n);
        for (int x = 0, i = 0; x < left.length; x++) {
            double right = share[x];
            for (int c = 0, l = left[x] * Image.CHANNELS; c < Image.CHANNELS; c++, l++, i++) {
                out[i] = work[l] * (1 - right) + work[l + Image.CHANNELS] * right;
            }
        }
    }

    /** Where the centre of a pixel lies, in small pixels. */
    private double place(int pixel) {
        return (pixel + shrink + 0.5) / shrink - 0.5;
    }
}
