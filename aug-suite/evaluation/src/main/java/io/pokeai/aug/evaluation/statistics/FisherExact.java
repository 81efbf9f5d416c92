package io.pokeai.aug.evaluation.statistics;

import io.pokeai.engine.api.EngineException;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;

/**
 * Fisher's exact test of two shares, one-sided.
 *
 * <p><b>Source</b> Fisher, <i>The logic of inductive inference</i>, Journal of the Royal Statistical Society 98 (1935).<br>
 * <b>Threads</b> stateless.
 */
public final class FisherExact {
    private FisherExact() {}

    /**
     * How likely the first share is at least so much larger, if both are equal; 1 when a total is 0.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} unless each count is from 0 to its total
     */
    public static double larger(int count, int total, int otherCount, int otherTotal) {
        if (count < 0 || count > total || otherCount < 0 || otherCount > otherTotal) {
            throw EngineException.invalidArgument(
                    count + " of " + total + " and " + otherCount + " of " + otherTotal + " were to be compared.",
                    "Give counts from 0 to their totals.");
        }
        if (total == 0 || otherTotal == 0) {
            return 1;
        }
        HypergeometricDistribution drawn =
                new HypergeometricDistribution(Math.addExact(total, otherTotal), count + otherCount, total);
        double tail = 0;
        for (int more = drawn.getSupportUpperBound(); more >= count; more--) {
            tail += drawn.probability(more);
        }
        return Math.min(1, tail);
    }
}
