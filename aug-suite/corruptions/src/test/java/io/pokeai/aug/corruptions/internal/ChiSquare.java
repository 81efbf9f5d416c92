package io.pokeai.aug.corruptions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;

/** Whether counts follow a law. */
public final class ChiSquare {
    private static final double FEWEST = 10;

    // Of a standard normal: a probability of 1e-4.
    private static final double FARTHEST = 3.72;

    private ChiSquare() {}

    /**
     * Fails when the counts are farther from their law than one case in 10,000.
     *
     * @param counts of each cell; neighbours are taken together until ten are expected
     * @param law the probability of each cell
     */
    public static void assertFollows(String label, long[] counts, IntToDoubleFunction law) {
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        double chi = 0;
        int cells = 0;
        double expected = 0;
        double found = 0;
        for (int k = 0; k < counts.length; k++) {
            expected += law.applyAsDouble(k) * total;
            found += counts[k];
            if (expected >= FEWEST) {
                chi += (found - expected) * (found - expected) / expected;
                cells++;
                expected = 0;
                found = 0;
            }
        }
        // What is left over is fewer than ten: it cannot have more than their tail allows.
        assertThat(found).as("%s: rare cells", label).isLessThan(FEWEST * 4);
        // Wilson and Hilferty: the cube root of chi-square is nearly normal.
        double freedom = Math.max(1, cells - 1);
        double deviations = (Math.cbrt(chi / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
        assertThat(deviations)
                .as("%s: chi-square %s of %s", label, chi, freedom)
                .isLessThan(FARTHEST);
    }
}
