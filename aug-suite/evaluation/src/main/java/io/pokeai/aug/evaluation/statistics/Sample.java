package io.pokeai.aug.evaluation.statistics;

import io.pokeai.engine.api.EngineException;
import java.util.Arrays;

/**
 * The values of a statistic in all draws of a bootstrap.
 *
 * <p><b>Source</b> Efron, Tibshirani, <i>An introduction to the bootstrap</i> (1993), chapter 13.<br>
 * <b>Threads</b> immutable.
 */
public final class Sample {
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} without values or with a NaN */
    public static Sample of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            throw EngineException.invalidArgument("A sample is empty or holds a NaN.", "Give at least one number.");
        }
        return new Sample(sorted);
    }

    /** NumPy's {@code quantile}: linear between the two nearest values. */
    public double quantile(double probability) {
        double position = probability * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The percentile interval at 95 %: what lies between 2.5 % and 97.5 % of the draws. */
    public Interval percentile() {
        return new Interval(quantile((1 - Interval.LEVEL) / 2), quantile((1 + Interval.LEVEL) / 2));
    }
}
