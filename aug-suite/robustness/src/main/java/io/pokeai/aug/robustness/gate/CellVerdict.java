package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.compare.Discordance;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.metrics.Cell;

/**
 * One cell.
 *
 * @param cell which one
 * @param rows how the models differ in it; the baseline is the first
 * @param bounds Tango's, of the drop: below the upper one, and above the lower one, each with a probability of 1 − α, for this cell
 *     alone
 * @param maxTP of "the candidate is not worse", adjusted for the number of cells, by sign flips: what decides
 * @param holmP the same by McNemar's exact test, one-sided, with Holm's correction: to check the other one by hand
 * @param worse whether the candidate is shown to be worse in this cell, and not within the margin
 */
public record CellVerdict(Cell cell, Discordance rows, Interval bounds, double maxTP, double holmP, boolean worse) {
    /** Accuracy of the baseline minus that of the candidate: above 0 the candidate is worse. */
    public double drop() {
        return rows.difference();
    }
}
