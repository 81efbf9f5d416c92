package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.FreshAnswers.AskedCell;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.receipt.ReceiptDifference.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares cells that were computed anew with those of a receipt, and counts what was compared. */
final class CellComparison {
    /** The scores of two machines differ, so a row that is close there is nearly as close here. */
    private static final float CLOSE_HERE = 2 * Receipt.CLOSE;

    private final Receipt receipt;
    private final Optional<ReceiptLeaves> leaves;
    private final LabelledPictures pictures;
    private final DifferenceList differences;
    private long asked;
    private int touched;
    private long excused;
    private long scores;

    CellComparison(
            Receipt receipt, Optional<ReceiptLeaves> leaves, LabelledPictures pictures, DifferenceList differences) {
        this.receipt = receipt;
        this.leaves = leaves;
        this.pictures = pictures;
        this.differences = differences;
    }

    long asked() {
        return asked;
    }

    int touched() {
        return touched;
    }

    /** Answers that differ of rows that are listed. */
    long excused() {
        return excused;
    }

    /** Answers whose probabilities differ. */
    long scores() {
        return scores;
    }

    /**
     * Compares a cell.
     *
     * @param place of the cell in the receipt
     * @param classes of its model, to name what was answered
     */
    void compare(int place, AskedCell cell, List<String> classes) {
        touched += cell.asked().isEmpty() ? 0 : 1;
        asked += cell.asked().cardinality();
        ReceiptCell there = receipt.cells().get(place);
        CellLeaves here = CellLeaves.of(cell.answered().cell(), cell.answered().scores());
        if (leaves.isEmpty()) {
            compareRoots(there, here, cell.answered().cell().correct());
            return;
        }
        CellLeaves known = leaves.get().cell(place);
        Set<Integer> listed = new HashSet<>(there.listed());
        cell.asked().stream().forEach(row -> {
            if (known.pixels(row) != here.pixels(row)) {
                differences.add(Kind.PIXELS, there.toString(), where(there, row), "the model sees other pixels");
            }
            if (known.decision(row) != here.decision(row)) {
                if (listed.contains(row) && cell.answered().scores().row(row).margin() < CLOSE_HERE) {
                    excused++;
                } else {
                    differences.add(
                            Kind.DECISION,
                            there.toString(),
                            where(there, row),
                            "'" + name(classes, known.decision(row)) + "' was answered, here '"
                                    + name(classes, here.decision(row)) + "', and the row is not close");
                }
            }
            scores += known.scores(row) != here.scores(row) ? 1 : 0;
        });
    }

    private String where(ReceiptCell cell, int row) {
        return cell + ", " + pictures.row(row).path();
    }

    private static String name(List<String> classes, int index) {
        return 0 <= index && index < classes.size() ? classes.get(index) : "no answer";
    }

    /** Without leaves the rows cannot be named. */
    private void compareRoots(ReceiptCell there, CellLeaves here, int correct) {
        CellRoots roots = here.roots();
        if (!roots.pixels().equals(there.roots().pixels())) {
            differences.add(Kind.PIXELS, there.toString(), "the model sees other pixels, of at least one picture");
        }
        if (!roots.decisions().equals(there.roots().decisions())) {
            differences.add(
                    Kind.DECISION,
                    there.toString(),
                    "other classes were answered (" + there.correct() + " right, here " + correct
                            + "); whether only for the " + there.listed().size()
                            + " listed rows cannot be said without " + Receipt.LEAVES);
        } else if (correct != there.correct()) {
            differences.add(
                    Kind.RECEIPT,
                    there.toString(),
                    "its decisions are confirmed, and " + correct + " of them are right, not " + there.correct());
        }
        scores += roots.scores().equals(there.roots().scores()) ? 0 : here.rows();
    }
}
