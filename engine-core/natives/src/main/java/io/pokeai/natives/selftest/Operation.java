package io.pokeai.natives.selftest;

import java.util.List;

/**
 * One thing that a library is asked to compute: an operator with its tensors, and what float64 in Java makes of them.
 *
 * <p><b>Threads</b> immutable.
 */
public sealed interface Operation permits Convolution, Linear, MatrixProduct, Pooling, Pointwise, Pairwise, Softmax {
    /** What the operator takes, in the order of its own documentation: first the data, then the weights. */
    List<Operand> operands();

    /** Length of each axis of the result. */
    long[] resultShape();

    /** The value of the result at a row-major index. */
    Expected expected(int index);

    /** For people: {@code 3x3 convolution of 24 channels to 40, …}. */
    String description();

    /** How many values the result has. */
    default int resultSize() {
        long size = 1;
        for (long axis : resultShape()) {
            size *= axis;
        }
        return Math.toIntExact(size);
    }
}
