package io.pokeai.aug.robustness.metrics;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Normal;
import java.util.Arrays;

/**
 * A number that was measured on some pictures.
 *
 * @param value the number
 * @param standardError of it
 * @param interval of it, at 95 %
 */
public record Estimate(double value, double standardError, Interval interval) {
    /**
     * The mean of one number for each picture, with a normal interval.
     *
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} for fewer than two pictures
     */
    public static Estimate mean(double... perPicture) {
        double error = WeightedError.standardError(perPicture);
        return normal(Arrays.stream(perPicture).sum() / perPicture.length, error);
    }

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
