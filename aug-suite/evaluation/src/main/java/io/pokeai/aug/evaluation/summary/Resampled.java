package io.pokeai.aug.evaluation.summary;

import io.pokeai.aug.evaluation.statistics.Interval;

/**
 * Intervals that come from a bootstrap at 95 %: rows are drawn with replacement from all rows, not class by class, so that a class
 * may be missing in a draw, and then does not count there. All are percentile intervals.
 *
 * @param macroF1 over the classes that occur
 * @param macroPrecision over the classes that occur
 * @param balancedAccuracy over the classes that occur in the truth
 * @param logLoss in nats
 * @param brier from 0 to 2
 * @param augrc from 0 to 0.5
 */
public record Resampled(
        Interval macroF1,
        Interval macroPrecision,
        Interval balancedAccuracy,
        Interval logLoss,
        Interval brier,
        Interval augrc) {}
