package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.compare.TangoInterval;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Normal;

/**
 * By how much the candidate's mean accuracy over all cells is below the baseline's.
 *
 * <p>One cell has Tango's bounds. For several, a picture's difference is its mean over the cells, so that cells which share pictures
 * are not counted as if they were independent; and two pictures are added, one fully for each model, as Bonett and Price do for
 * paired proportions. Without them, models that differ in no picture would have an interval without a width.
 *
 * <p>Sums are whole numbers until the last division.
 *
 * <p><b>Source</b> Bonett, Price, <i>Adjusted Wald confidence interval for a difference of binomial proportions based on paired
 * data</i>, Journal of Educational and Behavioral Statistics 37 (2012); with one cell the second form is theirs.
 *
 * @param difference the measured drop: accuracy of the baseline minus that of the candidate
 * @param meanSquare of a picture's difference, with the two pictures
 * @param bounds the drop is below the upper one, and above the lower one, each with a probability of 1 − α
 */
record FamilyBounds(double difference, double meanSquare, Interval bounds) {
    static FamilyBounds of(PairedCells paired, double alpha) {
        int cells = paired.cells().size();
        double n = paired.pictures() + 2.0;
        long sum = 0;
        long squares = 0;
        for (int each : paired.sums()) {
            sum += each;
            squares += (long) each * each;
        }
        double meanSquare = ((double) squares / cells / cells + 2) / n;
        double mean = (double) sum / cells / n;
        double half = Normal.quantile(1 - alpha) * Math.sqrt(Math.max(0, meanSquare - mean * mean) / n);
        Interval bounds = cells == 1
                ? TangoInterval.of(paired.rows(0), 1 - 2 * alpha)
                : new Interval(Math.max(-1, mean - half), Math.min(1, mean + half));
        return new FamilyBounds((double) sum / cells / paired.pictures(), meanSquare, bounds);
    }
}
