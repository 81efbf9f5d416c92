package io.pokeai.aug.robustness.receipt;

import java.util.List;

/**
 * A cell of a receipt.
 *
 * @param model {@link ReceiptModel#model}
 * @param severity from 1; 0 is the clean picture
 * @param parameters what the augmentation says of itself at the severity
 * @param definition a hash over all that the augmentation says of itself at the severity
 * @param draws whether random numbers are drawn
 * @param pictures rows that count
 * @param correct rows whose label was answered
 * @param listed rows whose two largest probabilities differ by less than {@link Receipt#CLOSE}: another machine may answer another
 *     class; ascending
 */
public record ReceiptCell(
        String model,
        String augmentation,
        int severity,
        String parameters,
        String definition,
        boolean draws,
        int pictures,
        int correct,
        CellRoots roots,
        List<Integer> listed) {
    public ReceiptCell {
        listed = List.copyOf(listed);
    }

    /** Such as {@code resnet18 fog:3}. */
    @Override
    public String toString() {
        return model + " " + (severity == 0 ? augmentation : augmentation + ":" + severity);
    }
}
