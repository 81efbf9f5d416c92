package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.metrics.Cell;
import java.util.Optional;

/**
 * A class that wrong answers turn into.
 *
 * @param className of the class that is answered
 * @param cell the corruption and severity
 * @param wrong how many of the cell's wrong answers are this class
 * @param clean the same of clean pictures; empty when all clean pictures are right
 * @param index S = share of this class among the wrong answers of the cell / share among the wrong answers of clean pictures, with
 *     half an answer added to each class in both
 * @param p one-sided: how likely such a share is if the corruption does not change it
 * @param adjustedP the same after Benjamini's and Hochberg's correction for all classes and cells of the model
 * @param first whether no class has more of the cell's wrong answers; of several the one with the lowest index
 */
public record ErrorSink(
        String className,
        Cell cell,
        Proportion wrong,
        Optional<Proportion> clean,
        double index,
        double p,
        double adjustedP,
        boolean first) {
    /** Whether the corruption turns answers into this class, in a list of which 5 % may be false. */
    public boolean isSink() {
        return adjustedP <= ClassFragility.FALSE_DISCOVERIES;
    }

    ErrorSink adjusted(double corrected) {
        return new ErrorSink(className, cell, wrong, clean, index, p, corrected, first);
    }
}
