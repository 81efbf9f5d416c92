package io.pokeai.aug.evaluation.scores;

import io.pokeai.aug.evaluation.PairwiseSum;
import java.util.stream.IntStream;

/**
 * How good the probabilities are: proper scoring rules, smaller is better.
 *
 * <p>Probabilities are float32 and widened; all arithmetic is in float64. scikit-learn does the same for
 * {@code y_proba.astype(float64)}; for a float32 array it computes in float32 and clips at 1.2e-7.
 *
 * <p><b>Source</b> scikit-learn 1.9, sklearn/metrics/_classification.py.
 *
 * @param logLoss mean of {@code −ln p} of the true class, in nats, with p clipped to {@link #CLIP} at least and {@code 1 − CLIP} at
 *     most: scikit-learn's {@code log_loss}
 * @param clipped rows whose true class has a probability below {@link #CLIP}; each of them adds 36.04 / n
 * @param brier mean of {@code Σ_k ([k is true] − p_k)²}, from 0 to 2; half of it with fewer than three classes: scikit-learn's
 *     {@code brier_score_loss}
 */
public record ProbabilityScores(double logLoss, int clipped, double brier) {
    /** float64's epsilon, at which scikit-learn clips. */
    public static final double CLIP = Math.ulp(1.0);

    private static final int MULTICLASS = 3;

    /** The scores of these answers. */
    public static ProbabilityScores of(Answers answers) {
        double[] losses = IntStream.range(0, answers.size())
                .mapToDouble(row -> loss(answers, row))
                .toArray();
        double[] errors = IntStream.range(0, answers.size())
                .mapToDouble(row -> error(answers, row))
                .toArray();
        int clipped = (int) IntStream.range(0, answers.size())
                .filter(row -> answers.trueProbability(row) < CLIP)
                .count();
        return new ProbabilityScores(PairwiseSum.mean(losses), clipped, PairwiseSum.mean(errors));
    }

    /** The log loss of one row. */
    public static double loss(Confidences answers, int row) {
        return 0.0 - Math.log(Math.min(1 - CLIP, Math.max(CLIP, answers.trueProbability(row))));
    }

    /** The Brier score of one row. */
    public static double error(Answers answers, int row) {
        return answers.squaredError(row) * (answers.classes().size() < MULTICLASS ? 0.5 : 1);
    }
}
