package io.pokeai.aug.robustness.receipt;

/** How far a receipt was confirmed; each level has the ones before it. */
public enum ReceiptLevel {
    /** The inputs differ, or the receipt contradicts itself. */
    NONE(""),
    /** Data set, definitions and corrupted pixels are those of the receipt. */
    INPUTS("L1"),
    /** So are the models and the answered classes, but for rows that the receipt lists as close. */
    DECISIONS("L2"),
    /** So is every byte of the probabilities. */
    SCORES("L3");

    private final String id;

    ReceiptLevel(String id) {
        this.id = id;
    }

    /** {@code L1}, {@code L2} or {@code L3}; empty when nothing was confirmed. */
    public String id() {
        return id;
    }
}
