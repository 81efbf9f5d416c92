package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.receipt.ReceiptDifference.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the data set that is here with that of a receipt. */
record RowComparison(Receipt receipt, Optional<ReceiptLeaves> leaves, DifferenceList differences) {
    private static final String DATA = "data set";
    private static final int SHOWN = 12;

    /** Whether each row that is here is the row of the receipt in its place: else no answer can be compared. */
    boolean compare(List<LeafRow> here) {
        if (leaves.isEmpty()) {
            boolean same = LeafRow.root(here).equals(receipt.dataRoot());
            if (!same) {
                differences.add(
                        Kind.PICTURE,
                        DATA,
                        "is another one: " + receipt.pictures() + " rows in the receipt, " + here.size()
                                + " here, or another path, content or label; without " + Receipt.LEAVES
                                + " it cannot be said which");
            }
            return same;
        }
        List<LeafRow> there = leaves.get().rows();
        if (!paths(here).equals(paths(there))) {
            nameRows(there, here);
            return false;
        }
        for (int row = 0; row < here.size(); row++) {
            compare(there.get(row), here.get(row));
        }
        return true;
    }

    private static List<String> paths(List<LeafRow> rows) {
        return rows.stream().map(LeafRow::path).toList();
    }

    private void nameRows(List<LeafRow> there, List<LeafRow> here) {
        Set<String> gone = new HashSet<>(paths(there));
        paths(here).forEach(gone::remove);
        Set<String> more = new HashSet<>(paths(here));
        paths(there).forEach(more::remove);
        gone.stream()
                .sorted()
                .forEach(path -> differences.add(Kind.PICTURE, "gone", path, "is in the receipt, and not here"));
        more.stream()
                .sorted()
                .forEach(path -> differences.add(Kind.PICTURE, "more", path, "is here, and not in the receipt"));
        if (gone.isEmpty() && more.isEmpty()) {
            differences.add(Kind.PICTURE, DATA, "has its rows in another order, or some of them twice");
        }
    }

    private void compare(LeafRow there, LeafRow here) {
        if (!there.content().equals(here.content())) {
            differences.add(
                    Kind.PICTURE,
                    DATA,
                    there.path(),
                    "has another content (" + shown(there.content()) + ", here " + shown(here.content()) + ")");
        }
        if (!there.label().equals(here.label())) {
            differences.add(
                    Kind.LABEL,
                    DATA,
                    there.path(),
                    "has another label ('" + there.label() + "', here '" + here.label() + "')");
        }
    }

    static String shown(String hash) {
        return hash.matches("[0-9a-f]{40,}") ? hash.substring(0, SHOWN) : hash;
    }
}
