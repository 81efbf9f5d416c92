package io.pokeai.aug.evaluation.scores;

import io.pokeai.aug.evaluation.statistics.Proportion;

/**
 * How often the true class is among the first k of an answer.
 *
 * <p>Classes of equal probability come in the order of their index, and the class that was answered always comes first, so that
 * top-1 is the accuracy. scikit-learn's {@code top_k_accuracy_score} prefers the <em>higher</em> index among equals; without
 * equal probabilities both are the same.
 *
 * @param k how many classes count
 * @param hits the rows whose true class is among them, of all
 */
public record TopK(int k, Proportion hits) {
    /** The hits among these answers; a k of the number of classes or more always hits. */
    public static TopK of(Answers answers, int k) {
        int hits = 0;
        for (int row = 0; row < answers.size(); row++) {
            if (answers.rank(row) < k) {
                hits++;
            }
        }
        return new TopK(k, new Proportion(hits, answers.size()));
    }
}
