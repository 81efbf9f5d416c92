package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.metrics.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * A number, with its interval where it has one.
 *
 * @param value the number; never NaN
 * @param interval at 95 %; empty for a single picture
 */
public record Measured(double value, Optional<Interval> interval) {
    static Measured of(double value, Interval interval) {
        return new Measured(value, Optional.of(interval));
    }

    /**
     * The mean of one number for each picture.
     *
     * @param least possible value; the interval ends there
     * @param most possible value; the interval ends there
     */
    static Measured mean(double[] perPicture, double least, double most) {
        if (perPicture.length == 1) {
            return new Measured(perPicture[0], Optional.empty());
        }
        Estimate estimate = Estimate.mean(perPicture);
        return of(
                estimate.value(),
                new Interval(
                        Math.max(least, Math.min(most, estimate.interval().low())),
                        Math.max(least, Math.min(most, estimate.interval().high()))));
    }

    /**
     * The mean of numbers that depend on each other in an unknown way. Each end is the mean of the ends: a mean varies at most as much
     * as its parts do on average.
     *
     * @param all at least one
     */
    static Measured meanOfEnds(List<Measured> all) {
        double value = all.stream().mapToDouble(Measured::value).average().orElseThrow();
        List<Interval> known =
                all.stream().flatMap(one -> one.interval().stream()).toList();
        if (known.size() < all.size()) {
            return new Measured(value, Optional.empty());
        }
        return of(
                value,
                new Interval(
                        known.stream().mapToDouble(Interval::low).average().orElseThrow(),
                        known.stream().mapToDouble(Interval::high).average().orElseThrow()));
    }
}
