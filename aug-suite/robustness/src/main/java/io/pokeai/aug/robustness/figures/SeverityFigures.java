package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.robustness.Suite;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One model at one severity of a suite.
 *
 * <p>Every figure is the plain mean, over the corruptions of the suite that count in means and were run at the severity, of the
 * figure of the cell; nothing is pooled. Only pictures count that count in each of these cells and among the clean pictures.
 * Intervals are over pictures, because the cells of one picture are not independent.
 *
 * @param severity from 1
 * @param corruptions how many the means are over
 * @param pictures how many count
 * @param accuracy mean accuracy, 0…1
 * @param drop accuracy on clean pictures minus this accuracy
 * @param relativeAccuracy this accuracy divided by that on clean pictures; empty when no clean picture is right
 * @param scores empty when some cell has none
 */
public record SeverityFigures(
        Suite suite,
        int severity,
        int corruptions,
        int pictures,
        Measured accuracy,
        Measured drop,
        Optional<Measured> relativeAccuracy,
        Optional<MeanScores> scores) {

    /**
     * Means of {@link ScoreFigures} over corruptions.
     *
     * @param calibrationError its interval is from the mean of the lower ends to the mean of the upper ones, which is wide enough
     *     however the cells depend on each other
     * @param coverage mean of the coverages at a risk of 5 %, each with the threshold of its own cell
     * @param disagreementAuc mean over those cells that have one; empty if none has
     * @param withAuc how many have one
     */
    public record MeanScores(
            Measured meanConfidence,
            Measured calibrationError,
            double debiasedError,
            double debiasedRootMeanSquare,
            Measured logLoss,
            Measured augrc,
            double coverage,
            OptionalDouble disagreementAuc,
            int withAuc) {}
}
