package io.pokeai.aug.corruptions.internal.filter;

import io.pokeai.aug.corruptions.internal.Scratch;

/**
 * A separable Gaussian, columns first, every step in double and in SciPy's order: centre, then pairs from the outside in.
 *
 * <p><b>Source</b> {@code scipy.ndimage.gaussian_filter}.<br>
 * <b>Threads</b> immutable.
 */
public final class Gaussian {
    // Of the scratch rows: the shifted copies of one row.
    private static final int SHIFTED = 7;

    private final double[] down;
    private final double[] across;
    private final Border border;

    /** The same width on both axes, cut off at {@code truncate} standard deviations. */
    public Gaussian(double sigma, double truncate, Border border) {
        this(sigma, sigma, truncate, border);
    }

    public Gaussian(double sigmaDown, double sigmaAcross, double truncate, Border border) {
        this(
                GaussianWeights.gaussian(sigmaDown, (int) (truncate * sigmaDown + 0.5)),
                GaussianWeights.gaussian(sigmaAcross, (int) (truncate * sigmaAcross + 0.5)),
                border);
    }

    private Gaussian(double[] down, double[] across, Border border) {
        this.down = down;
        this.across = across;
        this.border = border;
    }

    /** A Gaussian for a single picture: its weights are made quickly, and exact to within rounding noise. */
    public static Gaussian quick(double sigma, double truncate, Border border) {
        double[] weights = GaussianWeights.quickGaussian(sigma, (int) (truncate * sigma + 0.5));
        return new Gaussian(weights, weights, border);
    }

    /**
     * One row of the result.
     *
     * @param rows the input, {@code pixels × channels} values each
     * @param y of the row
     * @param out at least as long as a row
     */
    public void row(double[][] rows, int height, int y, int pixels, int channels, double[] out, Scratch scratch) {
        int n = pixels * channels;
        int radius = across.length - 1;
        double[][] work = scratch.rows(SHIFTED, 5, n + 2 * radius * channels);
        double[] padded = work[4];
        vertical(rows, height, y, out, n);
        System.arraycopy(out, 0, padded, radius * channels, n);
        border.extend(padded, pixels, channels, radius);
        horizontal(padded, channels, work, out, n);
    }

    private void vertical(double[][] rows, int height, int y, double[] out, int n) {
        Lanes.scale(rows[y], down[0], out, n);
        int k = down.length - 1;
        for (; k >= 2; k -= 2) {
            Lanes.addPairs(
                    rows[border.index(y - k, height)],
                    rows[border.index(y + k, height)],
                    down[k],
                    rows[border.index(y - k + 1, height)],
                    rows[border.index(y + k - 1, height)],
                    down[k - 1],
                    out,
                    n);
        }
        if (k == 1) {
            Lanes.addPair(rows[border.index(y - 1, height)], rows[border.index(y + 1, height)], down[1], out, n);
        }
    }

    private void horizontal(double[] padded, int channels, double[][] work, double[] out, int n) {
        int radius = across.length - 1;
        Lanes.scale(out, across[0], out, n);
        int k = radius;
        for (; k >= 2; k -= 2) {
            System.arraycopy(padded, (radius - k) * channels, work[0], 0, n);
            System.arraycopy(padded, (radius + k) * channels, work[1], 0, n);
            System.arraycopy(padded, (radius - k + 1) * channels, work[2], 0, n);
            System.arraycopy(padded, (radius + k - 1) * channels, work[3], 0, n);
            Lanes.addPairs(work[0], work[1], across[k], work[2], work[3], across[k - 1], out, n);
        }
        if (k == 1) {
            System.arraycopy(padded, (radius - 1) * channels, work[0], 0, n);
            System.arraycopy(padded, (radius + 1) * channels, work[1], 0, n);
            Lanes.addPair(work[0], work[1], across[1], out, n);
        }
    }
}
