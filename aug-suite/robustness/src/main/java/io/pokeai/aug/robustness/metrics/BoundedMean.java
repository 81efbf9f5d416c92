package io.pokeai.aug.robustness.metrics;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import java.util.Optional;

/**
 * The mean over pictures of a value from 0 to a largest one, such as the share of the pairs of frames that flip.
 *
 * <p>The frames of one picture are not independent, pictures are: the interval is the normal one of the values of the pictures, within
 * the bounds. Where all values are 0, or all the largest one, that interval would have no width; then it is Wilson's of none, or all, of
 * the pictures, which bounds the share of the pictures that have another value at all.
 *
 * @param value the mean
 * @param interval of it, at 95 %; needs two pictures
 */
public record BoundedMean(double value, Optional<Interval> interval) {
    /** @param values one for each picture, at least one, each from 0 to {@code largest}, summed in float64 in their order */
    public static BoundedMean of(double largest, double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        if (values.length < 2) {
            return new BoundedMean(mean, Optional.empty());
        }
        if (mean <= 0 || mean >= largest) {
            Interval share = new Proportion(mean <= 0 ? 0 : values.length, values.length).wilson();
            return new BoundedMean(mean, Optional.of(new Interval(largest * share.low(), largest * share.high())));
        }
        Interval normal =
                Estimate.normal(mean, WeightedError.standardError(values)).interval();
        return new BoundedMean(
                mean, Optional.of(new Interval(Math.max(0, normal.low()), Math.min(largest, normal.high()))));
    }
}
