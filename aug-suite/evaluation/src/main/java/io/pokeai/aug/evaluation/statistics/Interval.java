package io.pokeai.aug.evaluation.statistics;

import io.pokeai.engine.api.EngineException;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
    /** The level of all intervals, unless another one is asked for: 95 %. */
    public static final double LEVEL = 0.95;

    /** @throws EngineException {@code INVALID_ARGUMENT} when an end is NaN or the ends are the wrong way round */
    public Interval {
        if (!(low <= high)) {
            throw EngineException.invalidArgument(
                    "An interval from " + low + " to " + high + " was given.", "Give the lower end first.");
        }
    }

    /** Whether the value lies in it; the ends belong to it. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
