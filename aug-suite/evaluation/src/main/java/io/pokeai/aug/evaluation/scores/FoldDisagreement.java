package io.pokeai.aug.evaluation.scores;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.statistics.RocAuc;
import io.pokeai.engine.api.Disagreement;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much the folds of an ensemble differ, and whether that warns of wrong answers.
 *
 * @param meanStd mean over the rows of the standard deviation of the folds' probabilities
 * @param meanVoteEntropy mean over the rows of the entropy of the folds' votes, in nats
 * @param wrongAuc area under the ROC curve of the vote entropy for "wrong": 0.5 is no better than chance, 1 separates
 *     wrong from right perfectly; empty when all answers are right, or all are wrong
 */
public record FoldDisagreement(double meanStd, double meanVoteEntropy, OptionalDouble wrongAuc) {
    /** The disagreement in an ensemble's predictions; empty for a single model, whose rows have none. */
    public static Optional<FoldDisagreement> of(Predictions predictions) {
        int size = predictions.size();
        float[] all = new float[size];
        float[] wrong = new float[size];
        int wrongs = 0;
        double std = 0;
        double entropy = 0;
        for (int row = 0; row < size; row++) {
            Optional<Disagreement> own = predictions.disagreement(row);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            std += own.get().std();
            entropy += own.get().voteEntropy();
            all[row] = (float) own.get().voteEntropy();
            if (!predictions.right(row)) {
                wrong[wrongs++] = all[row];
            }
        }
        return Optional.of(
                new FoldDisagreement(std / size, entropy / size, RocAuc.of(Arrays.copyOf(wrong, wrongs), all)));
    }
}
