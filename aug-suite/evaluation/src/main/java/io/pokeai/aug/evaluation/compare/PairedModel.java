package io.pokeai.aug.evaluation.compare;

import java.util.BitSet;

/**
 * A model's answers on rows that others answer too.
 *
 * @param name of the model
 * @param right the rows that it has right
 */
public record PairedModel(String name, BitSet right) {
    /** The rows are copied. */
    public PairedModel {
        right = (BitSet) right.clone();
    }

    @Override
    public BitSet right() {
        return (BitSet) right.clone();
    }
}
