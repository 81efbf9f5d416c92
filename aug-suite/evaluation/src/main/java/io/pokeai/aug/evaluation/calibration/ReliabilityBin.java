package io.pokeai.aug.evaluation.calibration;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;

/**
 * The rows whose confidence lies in one range, and how many of them are right.
 *
 * <p><b>Units</b> shares from 0 to 1.
 *
 * @param from lower end of the range, which is not part of it, except that 0 is part of the first range
 * @param to upper end of the range, which is part of it
 * @param confidence mean confidence of the rows
 * @param right how many of the rows are right
 */
public record ReliabilityBin(double from, double to, double confidence, Proportion right) {
    /** The number of rows, at least 1: empty bins are left out. */
    public int count() {
        return right.total();
    }

    /** The share of right answers. */
    public double accuracy() {
        return right.value();
    }

    /** Wilson's interval of the accuracy at 95 %. */
    public Interval interval() {
        return right.wilson();
    }

    /** Mean confidence minus accuracy: above 0 the model is too sure. */
    public double gap() {
        return confidence - accuracy();
    }
}
