package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.engine.api.EngineException;

/**
 * What a gate tolerates, and how sure it has to be.
 *
 * @param margin the drop of accuracy that is too much, as a share: 0.01 is one point; above 0, below 1
 * @param alpha the probability of a wrong FAIL of an equally good candidate, and of a wrong PASS of one that is worse by the
 *     margin; above 0, at most 0.5
 * @param draws seed and number of the sign flips; the seed also shuffles the pictures of a sequential gate
 */
public record GateTerms(double margin, double alpha, Draws draws) {
    /** One point, 5 %, 10,000 draws of PokeAI's seed. */
    public static final GateTerms DEFAULT = new GateTerms(.01, .05, new Draws(42, 10_000));

    private static final double MOST_ALPHA = .5;

    /** @throws EngineException {@code INVALID_ARGUMENT} when a number is out of its range */
    public GateTerms {
        if (!(margin > 0 && margin < 1)) {
            throw EngineException.invalidArgument(
                    "A margin of " + margin + " was given.", "Give a share above 0 and below 1: 0.01 is one point.");
        }
        if (!(alpha > 0 && alpha <= MOST_ALPHA)) {
            throw EngineException.invalidArgument(
                    "An error probability of " + alpha + " was given.", "Give one above 0 and at most 0.5.");
        }
        // Fewer draws cannot show a p value this small.
        if (2 / alpha > draws.count() + 1.0) {
            throw EngineException.invalidArgument(
                    draws.count() + " draws cannot decide at an error probability of " + alpha + ".",
                    "Ask for at least " + (long) Math.ceil(2 / alpha) + " draws.");
        }
    }

    /**
     * The error probability of the test over all cells: half of α, as the other half belongs to the single cells; all of it when
     * there is one cell alone.
     */
    double familyAlpha(int cells) {
        return cells == 1 ? alpha : alpha / 2;
    }
}
