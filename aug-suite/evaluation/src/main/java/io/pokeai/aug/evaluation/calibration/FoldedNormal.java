package io.pokeai.aug.evaluation.calibration;

import io.pokeai.aug.evaluation.statistics.Normal;

/**
 * The absolute value of a normal number.
 *
 * <p><b>Source</b> Leone, Nelson, Nottingham, <i>The folded normal distribution</i>, Technometrics 3 (1961).
 *
 * @param distance mean of the normal number
 * @param deviation standard deviation of the normal number; 0 is allowed
 */
record FoldedNormal(double distance, double deviation) {
    double mean() {
        if (deviation == 0) {
            return Math.abs(distance);
        }
        double z = distance / deviation;
        return 2 * deviation * Normal.density(z) + distance * (1 - 2 * Normal.cumulative(-z));
    }

    double variance() {
        double mean = mean();
        return Math.max(0, distance * distance + deviation * deviation - mean * mean);
    }
}
