package io.pokeai.aug.robustness.metrics;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Normal;

/**
 * A number that was measured on some pictures.
 *
 * @param value the number
 * @param standardError of it
 * @param interval of it, at 95 %
 */
public record Estimate(double value, double standardError, Interval interval) {
    /** A mean of many pictures, which is distributed normally. */
    static Estimate normal(double value, double standardError) {
        return new Estimate(value, standardError, around(value, standardError, Interval.LEVEL));
    }

    /** The normal interval at a level. */
    static Interval around(double value, double standardError, double level) {
        double half = Normal.quantile((1 + level) / 2) * standardError;
        return new Interval(value - half, value + half);
    }
}
