package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.receipt.ReceiptDifference.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a receipt and its leaves belong together, cell by cell. */
record SelfCheck(Receipt receipt, Optional<ReceiptLeaves> leaves, DifferenceList differences) {
    /** @param classes of the models in index order, by their title; those whose list is the receipt's */
    void check(Map<String, List<String>> classes) {
        Set<String> names = new HashSet<>();
        for (ReceiptCell cell : receipt.cells()) {
            if (!names.add(cell.toString())) {
                differences.add(Kind.RECEIPT, cell.toString(), "is in the receipt twice");
            }
        }
        leaves.ifPresent(known -> check(known, classes));
    }

    private void check(ReceiptLeaves known, Map<String, List<String>> classes) {
        if (receipt.leaves().isPresent() && !receipt.leaves().get().equals(known.hash())) {
            differences.add(
                    Kind.RECEIPT,
                    Receipt.LEAVES,
                    "is not the file that the receipt names (SHA-256 "
                            + RowComparison.shown(receipt.leaves().get()) + ", here "
                            + RowComparison.shown(known.hash())
                            + ")");
        }
        if (!LeafRow.root(known.rows()).equals(receipt.dataRoot())) {
            differences.add(Kind.RECEIPT, "data set", "its root is not that of the leaves");
        }
        for (int place = 0; place < receipt.cells().size(); place++) {
            ReceiptCell cell = receipt.cells().get(place);
            CellLeaves rows = known.cell(place);
            compare(cell, "pixels", cell.roots().pixels(), rows.roots().pixels());
            compare(cell, "decisions", cell.roots().decisions(), rows.roots().decisions());
            compare(cell, "scores", cell.roots().scores(), rows.roots().scores());
            List<String> names = classes.get(cell.model());
            if (names != null) {
                count(cell, rows, known.rows(), names);
            }
        }
    }

    private void compare(ReceiptCell cell, String what, String root, String ofLeaves) {
        if (!root.equals(ofLeaves)) {
            differences.add(
                    Kind.RECEIPT,
                    cell + " " + what,
                    cell.toString(),
                    "its root of " + what + " is not that of the leaves: one of them was changed");
        }
    }

    private void count(ReceiptCell cell, CellLeaves leaves, List<LeafRow> rows, List<String> names) {
        Map<String, Integer> index = new HashMap<>();
        names.forEach(name -> index.putIfAbsent(name, index.size()));
        int pictures = 0;
        int correct = 0;
        for (int row = 0; row < rows.size(); row++) {
            Integer label = index.get(rows.get(row).label());
            if (label != null && leaves.decision(row) >= 0) {
                pictures++;
                correct += label == leaves.decision(row) ? 1 : 0;
            }
        }
        if (pictures != cell.pictures() || correct != cell.correct()) {
            differences.add(
                    Kind.RECEIPT,
                    cell + " counts",
                    cell.toString(),
                    "says " + cell.correct() + " right of " + cell.pictures() + ", its leaves " + correct + " of "
                            + pictures);
        }
    }
}
