package io.pokeai.aug.evaluation.summary;

import io.pokeai.aug.evaluation.statistics.Interval;

/**
 * Intervals that come from a bootstrap at 95 %: rows are drawn with replacement from all rows, not class by class, so that a class
 * may be missing in a draw, and then does not count there.
 *
 * <p>Percentile intervals, except for the calibration error: its estimate is biased upwards, each draw adds the same bias once
 * more, and the basic interval takes it out.
 *
 * @param macroF1 over the classes that occur
 * @param macroPrecision over the classes that occur
 * @param balancedAccuracy over the classes that occur in the truth
 * @param logLoss in nats
 * @param brier 0…2
 * @param expectedCalibrationError of the debiased estimate, 0…1
 * @param augrc 0…0.5
 */
public record Resampled(
        Interval macroF1,
        Interval macroPrecision,
        Interval balancedAccuracy,
        Interval logLoss,
        Interval brier,
        Interval expectedCalibrationError,
        Interval augrc) {}
