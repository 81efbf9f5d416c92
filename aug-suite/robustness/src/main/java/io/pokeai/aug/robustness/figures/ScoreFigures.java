package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.Proportion;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the probabilities of one cell are worth.
 *
 * <p><b>Units</b> shares from 0 to 1; the log loss in nats.
 *
 * @param pictures that count and whose scores were kept, at least one
 * @param meanConfidence mean probability of the answers
 * @param calibrationError the expected calibration error, in 15 bins of equal width, closed above
 * @param debiasedError the same without the part that comes from small bins (Kumar, Liang, Ma 2019)
 * @param debiasedRootMeanSquare the root mean square calibration error, debiased (Kumar, Liang, Ma 2019)
 * @param logLoss mean of {@code −ln p} of the label, with p raised to 2⁻⁵² where it is smaller: no answer counts more than 36.04
 * @param clipped how many were raised
 * @param augrc area under the generalised risk by coverage, from 0 to 0.5 (arXiv 2407.01032)
 * @param coverage the largest share of pictures, the most confident ones, with a risk of at most 5 %; 0 if there is none
 * @param atCleanThreshold what happens at the threshold that has a risk of 5 % on clean pictures; empty if there is none
 * @param disagreementAuc area under the ROC curve of the folds' vote entropy for "wrong"; empty for a single model, and when all
 *     answers are right, or all are wrong
 */
public record ScoreFigures(
        int pictures,
        Measured meanConfidence,
        Measured calibrationError,
        double debiasedError,
        double debiasedRootMeanSquare,
        Measured logLoss,
        int clipped,
        Measured augrc,
        double coverage,
        Optional<AtThreshold> atCleanThreshold,
        OptionalDouble disagreementAuc) {
    /** The risk that coverages are given for. */
    public static final double RISK = 0.05;

    /**
     * The answers of at least some confidence.
     *
     * @param threshold the confidence
     * @param answered how many of the pictures have it
     * @param wrong how many of those are wrong; empty when none has it
     */
    public record AtThreshold(float threshold, Proportion answered, Optional<Proportion> wrong) {}
}
