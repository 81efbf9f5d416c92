package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One class that is taken for another.
 *
 * @param truth the true class
 * @param predicted the answer
 * @param count how often
 * @param share of the pictures of the true class, 0…1
 */
record ConfusedPair(int truth, int predicted, int count, double share) {
    /** All of them: the most frequent first, of equal ones that with the larger share, then by index. */
    static List<ConfusedPair> of(ConfusionMatrix matrix) {
        List<ConfusedPair> pairs = new ArrayList<>();
        for (int truth = 0; truth < matrix.classes().size(); truth++) {
            int support = matrix.support(truth);
            for (int predicted = 0; predicted < matrix.classes().size(); predicted++) {
                int count = matrix.count(truth, predicted);
                if (count > 0 && truth != predicted) {
                    pairs.add(new ConfusedPair(truth, predicted, count, (double) count / support));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(ConfusedPair::count)
                .thenComparingDouble(ConfusedPair::share)
                .reversed());
        return pairs;
    }
}
