package io.pokeai.aug.corruptions.internal.filter;

import io.pokeai.aug.corruptions.internal.Scratch;
import java.util.Arrays;

/**
 * Shifted copies along a line, the weights half a Gaussian: what a moving camera or falling snow does.
 *
 * <p><b>Threads</b> immutable.
 */
public final class DirectionalBlur {
    private static final int SHIFTED = 7;
    private static final int LANES = 4;

    private final double[] weights;

    public DirectionalBlur(int radius, double sigma) {
        this.weights = GaussianWeights.tail(radius, sigma);
    }

    /** The widest shift, in pixels: what rows need on both sides. */
    public int reach() {
        return weights.length;
    }

    /** The shifts for one direction and size; fewer than there are weights when the line leaves the picture. */
    public Taps taps(double degrees, int width, int height) {
        double angle = degrees * (Math.PI / 180);
        double py = weights.length * StrictMath.sin(angle);
        double px = weights.length * StrictMath.cos(angle);
        double length = StrictMath.hypot(py, px);
        int[] dx = new int[weights.length];
        int[] dy = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            dy[i] = -(int) Math.ceil(i * py / length - 0.5);
            dx[i] = -(int) Math.ceil(i * px / length - 0.5);
            if (Math.abs(dy[i]) >= height || Math.abs(dx[i]) >= width) {
                return new Taps(dx, dy, i);
            }
        }
        return new Taps(dx, dy, weights.length);
    }

    /** The first {@code count} shifts. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Taps(int[] dx, int[] dy, int count) {}

    /**
     * One row of the result.
     *
     * @param padded rows with {@link #reach} replicated pixels on both sides
     * @param out as long as an unpadded row
     */
    public void row(
            double[][] padded, Taps taps, int height, int y, int pixels, int channels, double[] out, Scratch scratch) {
        int n = pixels * channels;
        double[][] shifted = scratch.rows(SHIFTED, LANES, n);
        Arrays.fill(out, 0, n, 0.0);
        for (int i = 0; i < taps.count; i += LANES) {
            int lanes = Math.min(LANES, taps.count - i);
            for (int k = 0; k < lanes; k++) {
                double[] row = padded[Border.REPLICATE.index(y - taps.dy[i + k], height)];
                System.arraycopy(row, (reach() - taps.dx[i + k]) * channels, shifted[k], 0, n);
            }
            if (lanes == LANES) {
                Lanes.add(
                        shifted[0],
                        weights[i],
                        shifted[1],
                        weights[i + 1],
                        shifted[2],
                        weights[i + 2],
                        shifted[3],
                        weights[i + 3],
                        out,
                        n);
            } else {
                for (int k = 0; k < lanes; k++) {
                    Lanes.add(shifted[k], weights[i + k], out, n);
                }
            }
        }
    }
}
