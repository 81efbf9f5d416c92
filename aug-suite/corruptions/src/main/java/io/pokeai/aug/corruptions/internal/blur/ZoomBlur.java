package io.pokeai.aug.corruptions.internal.blur;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.Family;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Enlargement;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.spi.RandomSource;
import java.util.Arrays;

/** The mean of the picture and of enlargements of its centre: a lens that zooms while the shutter is open. */
public final class ZoomBlur extends Corruption {
    private static final double[][] STEP_COUNT = {{0.01, 12}, {0.01, 16}, {0.02, 11}, {0.02, 13}, {0.03, 11}};

    // In single precision, as the reference holds the picture.
    private static final double[] UNIT = new double[256];

    static {
        for (int v = 0; v < UNIT.length; v++) {
            UNIT[v] = (float) (v / Levels.MAX);
        }
    }

    public ZoomBlur() {
        super(Family.BLUR.fixed(7, "zoom_blur", Family.parameters("step count", STEP_COUNT)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        double step = (1.0 + STEP_COUNT[severity - 1][0]) - 1.0;
        double[] factors = new double[(int) STEP_COUNT[severity - 1][1]];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = 1.0 + i * step;
        }
        blur(factors, frame, scratch);
    }

    /** The mean of the picture and of its enlargements by all factors; a factor of 1 counts the picture once more. */
    public static void blur(double[] factors, Frame frame, Scratch scratch) {
        int n = frame.stride();
        double[][] rows = scratch.rows(0, frame.height(), n);
        for (int y = 0; y < frame.height(); y++) {
            Lanes.look(frame.in(), y * n, UNIT, rows[y], n);
        }
        Columns[] columns = new Columns[factors.length];
        Enlargement[] vertical = new Enlargement[factors.length];
        for (int i = 0; i < factors.length; i++) {
            columns[i] = Columns.of(new Enlargement(frame.width(), factors[i]), frame.width());
            vertical[i] = new Enlargement(frame.height(), factors[i]);
        }
        double[][] pair = scratch.rows(1, 2, n);
        float[] sum = scratch.floats(0, n);
        for (int y = 0; y < frame.height(); y++) {
            Arrays.fill(sum, 0, n, 0f);
            for (int i = 0; i < factors.length; i++) {
                if (factors[i] == 1) {
                    add(rows[y], sum, n);
                    continue;
                }
                Lanes.scale(rows[vertical[i].first(y)], vertical[i].firstWeight(y), pair[0], n);
                Lanes.scale(rows[vertical[i].second(y)], vertical[i].secondWeight(y), pair[1], n);
                columns[i].add(pair[0], pair[1], sum);
            }
            mean(rows[y], sum, factors.length + 1, frame.out(), y * n, n);
        }
    }

    private static void add(double[] row, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += (float) row[i];
        }
    }

    private static void mean(double[] row, float[] sum, float count, byte[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            out[to + i] = (byte) Math.min(255, (int) (((float) row[i] + sum[i]) / count * 255f));
        }
    }

    /** The enlargement of a row. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Columns(int[] first, int[] second, double[] firstWeight, double[] secondWeight) {
        static Columns of(Enlargement axis, int width) {
            Columns columns = new Columns(new int[width], new int[width], new double[width], new double[width]);
            for (int x = 0; x < width; x++) {
                columns.first[x] = axis.first(x) * Image.CHANNELS;
                columns.second[x] = axis.second(x) * Image.CHANNELS;
                columns.firstWeight[x] = axis.firstWeight(x);
                columns.secondWeight[x] = axis.secondWeight(x);
            }
            return columns;
        }

        /** Adds the interpolation between two weighted rows, rounded to single precision. */
        void add(double[] upper, double[] lower, float[] sum) {
            int o = 0;
            for (int x = 0; x < first.length; x++) {
                int i = first[x];
                int j = second[x];
                double v = firstWeight[x];
                double w = secondWeight[x];
                sum[o] += (float) (upper[i] * v + upper[j] * w + lower[i] * v + lower[j] * w);
                sum[o + 1] += (float) (upper[i + 1] * v + upper[j + 1] * w + lower[i + 1] * v + lower[j + 1] * w);
                sum[o + 2] += (float) (upper[i + 2] * v + upper[j + 2] * w + lower[i + 2] * v + lower[j + 2] * w);
                o += Image.CHANNELS;
            }
        }
    }
}
