package io.pokeai.aug.evaluation.scores;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One class that was taken for another one.
 *
 * @param truth the true class
 * @param predicted the class that was answered instead
 * @param share of the rows of the true class, from 0 to 1
 * @param rows where it happened, in their order; at least one
 */
public record ConfusedPair(int truth, int predicted, double share, List<Integer> rows) {
    /** The rows are copied. */
    public ConfusedPair {
        rows = List.copyOf(rows);
    }

    /** How often it happened. */
    public int count() {
        return rows.size();
    }

    /** All pairs: the most frequent first, of equally frequent ones that with the larger share, then by index. */
    public static List<ConfusedPair> of(Answers answers) {
        ConfusionMatrix matrix = answers.confusion();
        int classes = answers.classes().size();
        Map<Long, List<Integer>> wrong = new TreeMap<>();
        for (int row = 0; row < answers.size(); row++) {
            if (!answers.right(row)) {
                long cell = (long) answers.truth(row) * classes + answers.predicted(row);
                wrong.computeIfAbsent(cell, key -> new ArrayList<>()).add(row);
            }
        }
        List<ConfusedPair> pairs = new ArrayList<>(wrong.size());
        wrong.forEach((cell, rows) -> {
            int truth = (int) (cell / classes);
            pairs.add(new ConfusedPair(
                    truth, (int) (cell % classes), (double) rows.size() / matrix.support(truth), rows));
        });
        pairs.sort(Comparator.comparingInt(ConfusedPair::count)
                .thenComparingDouble(ConfusedPair::share)
                .reversed());
        return pairs;
    }
}
