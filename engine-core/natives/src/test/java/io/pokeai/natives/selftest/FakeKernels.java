package io.pokeai.natives.selftest;

import java.util.List;
import java.util.function.Predicate;

/** A library that computes right in Java, but for the operations that it is told to get wrong. */
final class FakeKernels implements Kernels {
    // What a lost rest of a block of channels did to real results.
    private static final float WRONG = 1.02f;

    private final Predicate<Operation> wrong;

    private FakeKernels(Predicate<Operation> wrong) {
        this.wrong = wrong;
    }

    static FakeKernels right() {
        return new FakeKernels(operation -> false);
    }

    static FakeKernels wrongFor(Predicate<Operation> operations) {
        return new FakeKernels(operations);
    }

    /** Ungrouped kernels of 3 and more, where channels are left over after a whole block of so many. */
    static FakeKernels wrongForChannelsLeftOverAfter(int block) {
        return wrongFor(operation -> operation instanceof Convolution convolution
                && convolution.groups() == 1
                && convolution.kernelHeight() >= 3
                && convolution.in() > block
                && convolution.in() % block != 0);
    }

    @Override
    public List<float[]> compute(List<Operation> operations) {
        return operations.stream().map(this::compute).toList();
    }

    private float[] compute(Operation operation) {
        float[] result = new float[operation.resultSize()];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) operation.expected(i).value();
        }
        if (wrong.test(operation)) {
            for (int i = 0; i < result.length; i++) {
                result[i] *= WRONG;
            }
        }
        return result;
    }
}
