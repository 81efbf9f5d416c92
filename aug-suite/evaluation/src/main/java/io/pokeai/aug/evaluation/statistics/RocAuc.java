package io.pokeai.aug.evaluation.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The area under the ROC curve: how often a row that has a property has a higher score than one that has not; equal scores count
 * one half (mid-ranks), as in scikit-learn's {@code roc_auc_score}. The numerator is counted in whole numbers.
 *
 * <p><b>Source</b> Hanley, McNeil, Radiology 143 (1982): the statistic of Mann and Whitney.<br>
 * <b>Threads</b> stateless.
 */
public final class RocAuc {
    private RocAuc() {}

    /**
     * The area, from 0 to 1; empty when all rows have the property, or none has.
     *
     * @param having scores of the rows that have the property; sorted by this call
     * @param all scores of all rows, also of those; sorted by this call
     */
    public static OptionalDouble of(float[] having, float[] all) {
        long others = (long) all.length - having.length;
        if (having.length == 0 || others == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(having);
        Arrays.sort(all);
        // In halves: of each pair 2 if the row with the property is higher, 1 if both are equal.
        long halves = 0;
        int lower = 0;
        int upTo = 0;
        for (float score : having) {
            while (lower < all.length && all[lower] < score) {
                lower++;
            }
            upTo = Math.max(upTo, lower);
            while (upTo < all.length && all[upTo] == score) {
                upTo++;
            }
            halves += (long) lower + upTo;
        }
        // The pairs among the rows with the property themselves give one half each, itself included.
        halves -= (long) having.length * having.length;
        return OptionalDouble.of(halves / 2.0 / ((double) having.length * others));
    }
}
