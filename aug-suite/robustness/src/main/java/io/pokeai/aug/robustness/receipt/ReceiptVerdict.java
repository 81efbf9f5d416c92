package io.pokeai.aug.robustness.receipt;

import java.util.List;

/**
 * What came of computing a receipt anew.
 *
 * @param level that was reached
 * @param asked how many answers were computed, that is pictures × cells
 * @param answers of the receipt
 * @param touched how many cells they are of
 * @param cells of the receipt
 * @param excused answers that differ, of rows that the receipt lists as close
 * @param scores answers whose probabilities differ in at least one bit; −1 where only roots could be compared, and they differ
 * @param differenceCount how many differences there are; the first of each cell and kind are in {@code differences}
 * @param notes sentences about what may explain differing scores, and what could not be looked at
 */
public record ReceiptVerdict(
        ReceiptLevel level,
        long asked,
        long answers,
        int touched,
        int cells,
        long excused,
        long scores,
        long differenceCount,
        List<ReceiptDifference> differences,
        List<String> notes) {
    public ReceiptVerdict {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** Whether the decisions were confirmed, which is what a receipt promises on every machine. */
    public boolean confirmed() {
        return level.compareTo(ReceiptLevel.DECISIONS) >= 0;
    }
}
