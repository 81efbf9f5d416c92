package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;

/**
 * Numbers as tensors that a gradient may read.
 *
 * <p>DJL computes {@code x.mul(2)} with a tensor of 2 whose memory is Java's, and closes it at once. What libtorch has saved of it for
 * the gradient then points to memory that the garbage collector gives back: now and then, a gradient was some number times what it
 * should be. The same holds for any tensor that is made of a Java buffer and closed before the gradients are there.
 */
public final class KeptNumber {
    private KeptNumber() {}

    /**
     * A number to compute with.
     *
     * <p><b>Ownership</b> it belongs to the manager of the other operand, and must not be closed before that.
     *
     * @param operand what it is multiplied with, or divides
     */
    public static NDArray beside(NDArray operand, float value) {
        return operand.getManager().create(value);
    }
}
