package io.pokeai.aug.evaluation;

/**
 * NumPy's sum of doubles: pairwise, in eight lanes. A sum from left to right has other last digits for three of four
 * averages over 149 classes.
 *
 * <p><b>Source</b> NumPy 2.4, numpy/_core/src/umath/loops_utils.h.src ({@code pairwise_sum}).<br>
 * <b>Threads</b> stateless.
 */
public final class PairwiseSum {
    private static final int LANES = 8;
    private static final int BLOCK = 128;

    private PairwiseSum() {}

    /** The sum; 0 without values. */
    public static double of(double... values) {
        return of(values, 0, values.length);
    }

    /** The sum, divided by the number of values; NaN without values. */
    public static double mean(double... values) {
        return of(values) / values.length;
    }

    private static double of(double[] values, int from, int count) {
        if (count < LANES) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[from + i];
            }
            return sum;
        }
        if (count <= BLOCK) {
            double[] lanes = new double[LANES];
            System.arraycopy(values, from, lanes, 0, LANES);
            int whole = count - count % LANES;
            for (int i = LANES; i < whole; i += LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    lanes[lane] += values[from + i + lane];
                }
            }
            double sum =
                    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
            for (int i = whole; i < count; i++) {
                sum += values[from + i];
            }
            return sum;
        }
        int half = count / 2;
        half -= half % LANES;
        return of(values, from, half) + of(values, from + half, count - half);
    }
}
