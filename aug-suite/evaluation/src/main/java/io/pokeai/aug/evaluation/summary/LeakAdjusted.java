package io.pokeai.aug.evaluation.summary;

import io.pokeai.aug.evaluation.scores.Answers;
import io.pokeai.aug.evaluation.statistics.Proportion;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The accuracy on rows whose picture has a twin in the training rows, and on the other rows. The second one says more about
 * new pictures.
 *
 * @param withTwin right answers among the rows with a twin; empty when no row has one
 * @param withoutTwin right answers among the others: the leak-adjusted accuracy; empty when all
 *     rows have a twin
 */
public record LeakAdjusted(Optional<Proportion> withTwin, Optional<Proportion> withoutTwin) {
    /**
     * Splits the rows.
     *
     * @param twin whether the training rows have a twin of the row's picture
     */
    public static LeakAdjusted of(Answers answers, IntPredicate twin) {
        int[] rows = new int[2];
        int[] right = new int[2];
        for (int row = 0; row < answers.size(); row++) {
            int group = twin.test(row) ? 1 : 0;
            rows[group]++;
            right[group] += answers.right(row) ? 1 : 0;
        }
        return new LeakAdjusted(share(right[1], rows[1]), share(right[0], rows[0]));
    }

    private static Optional<Proportion> share(int right, int rows) {
        return rows == 0 ? Optional.empty() : Optional.of(new Proportion(right, rows));
    }
}
