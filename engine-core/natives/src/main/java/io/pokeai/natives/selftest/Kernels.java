package io.pokeai.natives.selftest;

import java.util.List;

/** What is tested: a library that computes operations in float32. */
@FunctionalInterface
public interface Kernels {
    /**
     * Computes each operation.
     *
     * @return the values of each result, row-major, in the order of the operations
     */
    List<float[]> compute(List<Operation> operations);
}
