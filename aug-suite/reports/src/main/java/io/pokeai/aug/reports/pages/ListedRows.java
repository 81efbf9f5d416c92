package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a page names: mistakes, and the least confident right answers of each class. There may be more mistakes than a
 * page can hold; then every kind of mistake keeps its most confident ones as long as possible.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param mistakes the most confident first
 * @param allMistakes how many there are
 * @param right the least confident first
 */
record ListedRows(List<Integer> mistakes, int allMistakes, List<Integer> right) {
    private static final int RIGHT_PER_CLASS = 6;
    private static final int MOST_RIGHT = 3000;
    /** Bytes of one row as JSON without its path: indices, confidence, separators. */
    private static final int NUMBERS = 28;

    /** @param mostBytes of the paths and numbers of both lists together */
    static ListedRows of(Predictions predictions, long mostBytes) {
        float[] confidence = new float[predictions.size()];
        List<Integer> wrong = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (int row = 0; row < predictions.size(); row++) {
            confidence[row] = predictions.confidence(row);
            (predictions.right(row) ? right : wrong).add(row);
        }
        Comparator<Integer> mostConfident =
                Comparator.<Integer>comparingDouble(row -> -confidence[row]).thenComparing(row -> row);
        wrong.sort(mostConfident);
        right.sort(mostConfident.reversed());
        Budget budget = new Budget(predictions, mostBytes);
        List<Integer> listed = new ArrayList<>();
        for (int row : byRankInCell(predictions, wrong)) {
            if (budget.take(row)) {
                listed.add(row);
            }
        }
        listed.sort(mostConfident);
        return new ListedRows(listed, wrong.size(), perClass(predictions, right, budget));
    }

    /** First the most confident mistake of each kind, then the second of each, and so on. */
    private static List<Integer> byRankInCell(Predictions predictions, List<Integer> mostConfidentFirst) {
        Map<Long, Integer> met = new HashMap<>();
        Map<Integer, Integer> rank = new HashMap<>();
        for (int row : mostConfidentFirst) {
            long cell = (long) predictions.truth(row) * predictions.classes().size() + predictions.predicted(row);
            rank.put(row, met.merge(cell, 1, Integer::sum));
        }
        List<Integer> ordered = new ArrayList<>(mostConfidentFirst);
        ordered.sort(Comparator.comparingInt(rank::get)); // stable: within a rank the most confident first
        return ordered;
    }

    private static List<Integer> perClass(Predictions predictions, List<Integer> right, Budget budget) {
        int[] listed = new int[predictions.classes().size()];
        List<Integer> rows = new ArrayList<>();
        for (int row : right) {
            if (rows.size() < MOST_RIGHT && listed[predictions.truth(row)] < RIGHT_PER_CLASS && budget.take(row)) {
                listed[predictions.truth(row)]++;
                rows.add(row);
            }
        }
        return rows;
    }

    /** Bytes that are left. */
    private static final class Budget {
        private final Predictions predictions;
        private long left;

        Budget(Predictions predictions, long bytes) {
            this.predictions = predictions;
            this.left = bytes;
        }

        /** Takes the bytes of a row if they are left. After a row that does not fit, a shorter one may. */
        boolean take(int row) {
            // Six bytes are what JSON needs at most for a char.
            long bytes = NUMBERS
                    + predictions
                            .path(row)
                            .chars()
                            .mapToLong(c -> c < 0x80 && c >= 0x20 ? 1 : 6)
                            .sum();
            if (bytes > left) {
                return false;
            }
            left -= bytes;
            return true;
        }
    }
}
