package io.pokeai.aug.corruptions.internal.blur;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Enlargement;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
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
        super(CorruptionFamily.BLUR.fixed(7, "zoom_blur", CorruptionFamily.parameters("step count", STEP_COUNT)));
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
        // Of each enlargement the last two widened rows; neighbours differ in parity.
        double[][] wide = scratch.rows(1, 2 * factors.length, n);
        int[] held = scratch.ints(0, 2 * factors.length);
        Arrays.fill(held, 0, 2 * factors.length, -1);
        float[] sum = scratch.floats(0, n);
        for (int y = 0; y < frame.height(); y++) {
            Arrays.fill(sum, 0, n, 0f);
            for (int i = 0; i < factors.length; i++) {
                if (factors[i] == 1) {
                    add(rows[y], sum, n);
                    continue;
                }
                int first = vertical[i].first(y);
                int second = vertical[i].second(y);
                for (int row = first; row <= second; row++) {
                    int slot = 2 * i + (row & 1);
                    if (held[slot] != row) {
                        columns[i].widen(rows[row], wide[slot]);
                        held[slot] = row;
                    }
                }
                add(
                        wide[2 * i + (first & 1)],
                        vertical[i].firstWeight(y),
                        wide[2 * i + (second & 1)],
                        vertical[i].secondWeight(y),
                        sum,
                        n);
            }
            mean(rows[y], sum, factors.length + 1, frame.out(), y * n, n);
        }
    }

    /** The interpolation between two rows, rounded to single precision. */
    private static void add(double[] upper, double v, double[] lower, double w, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += (float) (upper[i] * v + lower[i] * w);
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

        /** The enlargement across. */
        void widen(double[] row, double[] wide) {
            int o = 0;
            for (int x = 0; x < first.length; x++) {
                int i = first[x];
                int j = second[x];
                double v = firstWeight[x];
                double w = secondWeight[x];
                wide[o] = row[i] * v + row[j] * w;
                wide[o + 1] = row[i + 1] * v + row[j + 1] * w;
                wide[o + 2] = row[i + 2] * v + row[j + 2] * w;
                o += Image.CHANNELS;
            }
        }
    }
}
