package io.pokeai.aug.evaluation.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The standard normal distribution.
 *
 * <p><b>Threads</b> stateless.
 */
public final class Normal {
    private static final NormalDistribution STANDARD = new NormalDistribution(0, 1);

    private Normal() {}

    /** The probability of a value of at most {@code z}. */
    public static double cumulative(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    /** The value that is not exceeded with this probability: 1.96 for 0.975. */
    public static double quantile(double probability) {
        return STANDARD.inverseCumulativeProbability(probability);
    }

    /** The density at {@code z}. */
    public static double density(double z) {
        return STANDARD.density(z);
    }
}
