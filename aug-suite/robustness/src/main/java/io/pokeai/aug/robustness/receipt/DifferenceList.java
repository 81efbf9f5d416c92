package io.pokeai.aug.robustness.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The differences of a check: all are counted, the first ones of each cell and kind are kept. */
final class DifferenceList {
    /** A changed back end may change every row of every cell. */
    private static final int KEPT_EACH = 5;

    private static final int KEPT = 1000;

    private final List<ReceiptDifference> kept = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private long count;
    private ReceiptLevel atMost = ReceiptLevel.SCORES;

    /**
     * Adds one.
     *
     * @param group a cell, or another name for differences that belong together
     */
    void add(ReceiptDifference.Kind kind, String group, String where, String what) {
        count++;
        atMost = kind.atMost().compareTo(atMost) < 0 ? kind.atMost() : atMost;
        int known = counts.merge(kind + " " + group, 1, Integer::sum);
        if (known <= KEPT_EACH && kept.size() < KEPT) {
            kept.add(new ReceiptDifference(kind, where, what));
        }
    }

    /** Adds one that is the only one of its group. */
    void add(ReceiptDifference.Kind kind, String where, String what) {
        add(kind, where, where, what);
    }

    long count() {
        return count;
    }

    List<ReceiptDifference> kept() {
        return kept;
    }

    /** The highest level that can be reached in spite of them. */
    ReceiptLevel atMost() {
        return atMost;
    }
}
