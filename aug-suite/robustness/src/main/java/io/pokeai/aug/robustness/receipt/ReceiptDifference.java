package io.pokeai.aug.robustness.receipt;

/**
 * Something that is not as the receipt says.
 *
 * @param kind what it is about
 * @param where such as {@code resnet18 fog:3, cat/1.png}
 * @param what is different, with both values where they are known
 */
public record ReceiptDifference(Kind kind, String where, String what) {
    /** What a difference is about. */
    public enum Kind {
        /** The receipt and its leaves contradict each other. */
        RECEIPT(ReceiptLevel.NONE),
        /** A row of the data set is gone or new, or its picture has another content. */
        PICTURE(ReceiptLevel.NONE),
        /** A row of the data set has another label. */
        LABEL(ReceiptLevel.NONE),
        /** An augmentation is gone, or is defined in another way. */
        DEFINITION(ReceiptLevel.NONE),
        /** A model sees other pixels. */
        PIXELS(ReceiptLevel.NONE),
        /** A model has other weights, classes or another input. */
        MODEL(ReceiptLevel.INPUTS),
        /** Another class was answered, and the row is not listed. */
        DECISION(ReceiptLevel.INPUTS);

        private final ReceiptLevel atMost;

        Kind(ReceiptLevel atMost) {
            this.atMost = atMost;
        }

        /** The highest level that can be reached in spite of it. */
        ReceiptLevel atMost() {
            return atMost;
        }
    }
}
