package io.pokeai.aug.evaluation.statistics;

import org.hipparchus.special.Beta;

/**
 * Quantiles of beta distributions.
 *
 * <p><b>Threads</b> stateless.
 */
public final class BetaQuantile {
    private BetaQuantile() {}

    /**
     * The value that is not exceeded with a probability. By bisection, to the last bit: the distribution function is monotone, and
     * this is not a hot loop.
     *
     * @param alpha above 0
     * @param beta above 0
     * @return from 0 to 1
     */
    public static double of(double probability, double alpha, double beta) {
        double low = 0;
        double high = 1;
        double middle = 0.5;
        while (low < middle && middle < high) {
            if (Beta.regularizedBeta(middle, alpha, beta) < probability) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        return middle;
    }
}
