package io.pokeai.aug.corruptions.internal.blur;

import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import java.util.stream.IntStream;

/**
 * A disk with a soft rim, and how to apply it with few additions: a row of the kernel is a run of equal weights, whose sum
 * grows from that of the next shorter run, and a few cells left and right of it, which come in equal pairs.
 *
 * <p><b>Threads</b> immutable.
 */
final class DiskKernel {
    private final int half;
    private final float[] cells;
    private final float inside;
    private final int reach;
    private final int longestRun;

    private DiskKernel(int half, float[] cells) {
        this.half = half;
        this.cells = cells;
        this.inside = cells[half * (2 * half + 1) + half];
        this.reach = IntStream.rangeClosed(0, half)
                .filter(dx -> cell(0, dx) != 0)
                .max()
                .orElse(0);
        this.longestRun = run(0);
    }

    /**
     * A disk smoothed by a Gaussian as the reference makes it: in single precision and with fused multiplication, in the
     * order of OpenCV's AVX2 code. OpenCV itself does without fusing on other processors, which gives other weights.
     */
    static DiskKernel of(int radius, double alias) {
        int half = Math.max(8, radius);
        int side = 2 * half + 1;
        int width = radius <= 8 ? 3 : 5;
        float[] cells = new float[side * side];
        int count = 0;
        for (int i = 0; i < cells.length; i++) {
            int dx = i % side - half;
            int dy = i / side - half;
            cells[i] = dx * dx + dy * dy <= radius * radius ? 1 : 0;
            count += (int) cells[i];
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] /= count;
        }
        float[] weights = weights(width, alias);
        return new DiskKernel(half, down(across(cells, side, weights), side, weights));
    }

    /** The middle and one side of OpenCV's Gaussian of 3 or 5 taps. */
    private static float[] weights(int width, double sigma) {
        double[] halves = new double[width / 2 + 1];
        double sum = 0;
        for (int i = 0; i < halves.length; i++) {
            halves[i] = StrictMath.exp(-0.5 / (sigma * sigma) * i * i);
            sum += i == 0 ? halves[i] : 2 * halves[i];
        }
        float[] weights = new float[halves.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (halves[i] / sum);
        }
        return weights;
    }

    /** Nearest pair, centre, second pair: single precision, the products fused into the sums. */
    private static float[] across(float[] cells, int side, float[] weights) {
        float[] out = new float[cells.length];
        for (int i = 0; i < out.length; i++) {
            float sum = Math.fma(cells[i], weights[0], pair(cells, side, i, 1, 0) * weights[1]);
            out[i] = weights.length == 2 ? sum : Math.fma(pair(cells, side, i, 2, 0), weights[2], sum);
        }
        return out;
    }

    /** Centre, nearest pair, second pair: single precision, the products fused into the sums. */
    private static float[] down(float[] cells, int side, float[] weights) {
        float[] out = new float[cells.length];
        for (int i = 0; i < out.length; i++) {
            float sum = cells[i] * weights[0];
            for (int k = 1; k < weights.length; k++) {
                sum = Math.fma(pair(cells, side, i, 0, k), weights[k], sum);
            }
            out[i] = sum;
        }
        return out;
    }

    /** The two cells that are {@code dx} and {@code dy} before and after one. */
    private static float pair(float[] cells, int side, int at, int dx, int dy) {
        int x = at % side;
        int y = at / side;
        return cells[Border.REFLECT_101.index(y - dy, side) * side + Border.REFLECT_101.index(x - dx, side)]
                + cells[Border.REFLECT_101.index(y + dy, side) * side + Border.REFLECT_101.index(x + dx, side)];
    }

    int half() {
        return half;
    }

    float cell(int dy, int dx) {
        return cells[(dy + half) * (2 * half + 1) + dx + half];
    }

    /** The longest run of equal weights in the middle of a row: it reaches from -run to run; -1 where there is none. */
    private int run(int dy) {
        int run = -1;
        while (run < half && cell(dy, run + 1) == inside) {
            run++;
        }
        return run;
    }

    /** How many arrays {@link #prepare} fills for one row of the picture: pairs, then runs. */
    int arrays() {
        return 2 * (half + 1);
    }

    /**
     * Sums of the samples of one row that have equal weights, for every kernel row that may need them.
     *
     * @param padded the row, with {@code half} pixels on both sides
     * @param arrays where they go, from index {@code at} on
     * @param shifted two arrays to work with
     */
    void prepare(double[] padded, int channels, double[][] arrays, int at, double[][] shifted, int n) {
        System.arraycopy(padded, half * channels, arrays[at], 0, n);
        System.arraycopy(padded, half * channels, arrays[at + half + 1], 0, n);
        for (int dx = 1; dx <= reach; dx++) {
            System.arraycopy(padded, (half - dx) * channels, shifted[0], 0, n);
            System.arraycopy(padded, (half + dx) * channels, shifted[1], 0, n);
            Lanes.sum(shifted[0], shifted[1], arrays[at + dx], n);
            if (dx <= longestRun) {
                Lanes.sum(arrays[at + half + dx], arrays[at + dx], arrays[at + half + 1 + dx], n);
            }
        }
    }

    /** What one row of the picture adds to the row of the result that is {@code dy} above it. */
    int taps(int dy, double[][] arrays, int at, double[][] tap, double[] weight, int count) {
        int end = count;
        int run = run(dy);
        if (run >= 0) {
            tap[end] = arrays[at + half + 1 + run];
            weight[end++] = inside;
        }
        for (int dx = run + 1; dx <= reach; dx++) {
            if (cell(dy, dx) != 0) {
                tap[end] = arrays[at + dx];
                weight[end++] = cell(dy, dx);
            }
        }
        return end;
    }
}
