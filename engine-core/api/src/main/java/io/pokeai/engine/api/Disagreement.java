package io.pokeai.engine.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much the folds of an ensemble differ about one picture: a measure of the model's doubt that the mean hides.
 *
 * @param std standard deviation of the probabilities that the folds give to the ensemble's best class, 0…0.5:
 *     {@code sqrt(Σ (p_k − mean)² / K)} over the K folds (the population's, NumPy's {@code std})
 * @param voteEntropy entropy of the folds' votes, each for its own best class, in nats: {@code −Σ v_c/K · ln(v_c/K)} over
 *     the classes with {@code v_c > 0} votes; 0 when all agree, {@code ln K} when no two do (Dagan, Engelson:
 *     <i>Committee-Based Sampling For Training Probabilistic Classifiers</i>, ICML 1995)
 */
public record Disagreement(double std, double voteEntropy) {
    /** The disagreement of these folds, whose mean is highest for class {@code best}. */
    static Disagreement of(List<FoldPrediction> folds, int best) {
        int count = folds.size();
        double mean = folds.stream()
                        .mapToDouble(fold -> fold.probabilities().get(best))
                        .sum()
                / count;
        double squares = 0;
        Map<Integer, Integer> votes = new HashMap<>();
        for (FoldPrediction fold : folds) {
            double distance = fold.probabilities().get(best) - mean;
            squares += distance * distance;
            votes.merge(fold.top(1).get(0).index(), 1, Integer::sum);
        }
        double entropy = 0;
        for (int given : votes.values()) {
            double share = (double) given / count;
            entropy -= share * Math.log(share);
        }
        return new Disagreement(Math.sqrt(squares / count), entropy + 0.0); // + 0.0: never -0.0
    }
}
