package io.pokeai.natives.selftest;

import java.util.ArrayList;
import java.util.List;

/**
 * The operations of a self-test.
 *
 * @param operations at least one
 */
public record Plan(List<Operation> operations) {
    /** Part of what a remembered outcome depends on; to be changed with the plan. */
    public static final String VERSION = "1";

    // Whole and broken blocks of 4, 8 and 16 floats, below and above one block and several: kernels for vectors treat
    // what
    // is left over apart, and that is where they were wrong.
    private static final int[] CHANNELS = {1, 3, 6, 8, 9, 16, 17, 20, 24, 31, 32, 40, 48, 56, 64, 72, 80};
    private static final int[] OUTPUTS = {8, 16, 24, 40, 5};

    private static final int PAIR = 2;

    public Plan {
        operations = List.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a plan needs operations");
        }
    }

    /** What torchvision's families, Ultralytics' classifiers and usual scripts compute. */
    public static Plan standard() {
        List<Operation> operations = new ArrayList<>();
        plainConvolutions(operations);
        unusualConvolutions(operations);
        groupedConvolutions(operations);
        products(operations);
        theRest(operations);
        return new Plan(operations);
    }

    /**
     * A handful of the standard plan, for every process: that the library of this process is used as it was when it was
     * tested. Touches each kind of kernel once.
     */
    public static Plan brief() {
        return new Plan(List.of(
                Convolution.of(24, 24, 3, 7, 7).batch(PAIR),
                Convolution.of(40, 16, 3, 7, 7).batch(PAIR).stride(2),
                Convolution.of(10, 8, 5, 9, 7),
                Convolution.of(24, 40, 1, 7, 7),
                Convolution.of(24, 24, 3, 7, 7).groups(24),
                Linear.of(1, 72, 10),
                MatrixProduct.of(2, 9, 16, 9),
                Pooling.mean(24, 7, 7),
                Pointwise.of(Pointwise.Function.SILU, 101),
                Softmax.of(1, 10)));
    }

    private static void plainConvolutions(List<Operation> operations) {
        for (int i = 0; i < CHANNELS.length; i++) {
            int in = CHANNELS[i];
            int out = OUTPUTS[i % OUTPUTS.length];
            // Alone and in pairs: libraries have a simpler kernel for little work, and the kernel for more work is the
            // one that goes wrong.
            operations.add(Convolution.of(in, out, 3, 7, 7));
            operations.add(Convolution.of(in, out, 3, 8, 9).batch(PAIR));
            operations.add(Convolution.of(in, in, 3, 14, 13).batch(PAIR).stride(2));
            operations.add(Convolution.of(in, OUTPUTS[(i + 1) % OUTPUTS.length], 1, 7, 7)
                    .batch(PAIR));
            operations.add(Convolution.of(in, OUTPUTS[(i + 2) % OUTPUTS.length], 5, 9, 11));
        }
        for (int in : new int[] {3, 8, 12, 24, 40, 64}) {
            operations.add(Convolution.of(in, 16, 7, 14, 14).stride(2));
        }
    }

    private static void unusualConvolutions(List<Operation> operations) {
        // The first layers, at a width that fills registers and leaves a rest.
        operations.add(Convolution.of(3, 64, 7, 57, 61).stride(2));
        operations.add(Convolution.of(3, 32, 3, 57, 61).stride(2));
        operations.add(Convolution.of(3, 16, 6, 56, 56).stride(2));
        operations.add(Convolution.of(3, 64, 11, 55, 55).stride(4));
        operations.add(Convolution.of(24, 24, 3, 30, 31));
        operations.add(Convolution.of(40, 64, 3, 27, 29));
        operations.add(Convolution.of(64, 64, 3, 28, 28));
        // The last ones: many channels on small maps.
        operations.add(Convolution.of(256, 64, 3, 7, 7).batch(PAIR));
        operations.add(Convolution.of(328, 48, 3, 4, 4).batch(PAIR));
        operations.add(Convolution.of(200, 40, 1, 1, 1));
        operations.add(Convolution.of(512, 100, 1, 2, 2).batch(PAIR));
        for (int in : new int[] {3, 20, 24, 40, 64}) {
            operations.add(Convolution.of(in, 24, 3, 8, 8).batch(3));
            operations.add(Convolution.of(in, 16, 3, 12, 12).batch(PAIR).dilation(2));
            operations.add(Convolution.of(in, 24, 3, 9, 9).batch(PAIR).withChannelsLast());
            operations.add(Convolution.of(in, 40, 1, 9, 9).batch(PAIR).withChannelsLast());
        }
        for (int in : new int[] {16, 24}) {
            operations.add(Convolution.of(in, 24, 1, 9, 9).batch(PAIR).kernel(1, 3));
            operations.add(Convolution.of(in, 24, 1, 9, 9).batch(PAIR).kernel(3, 1));
            operations.add(Convolution.of(in, 24, 1, 9, 9).batch(PAIR).kernel(1, 7));
        }
        operations.add(Convolution.of(24, 24, 3, 7, 7).batch(17));
    }

    private static void groupedConvolutions(List<Operation> operations) {
        for (int channels : new int[] {8, 16, 20, 24, 40, 72, 96}) {
            operations.add(Convolution.of(channels, channels, 3, 14, 13).groups(channels));
            operations.add(Convolution.of(channels, channels, 5, 9, 9).stride(2).groups(channels));
        }
        operations.add(Convolution.of(24, 24, 7, 14, 14).groups(24));
        operations.add(Convolution.of(24, 24, 3, 9, 9).batch(2).groups(24).withChannelsLast());
        operations.add(Convolution.of(128, 128, 3, 7, 7).groups(32));
        operations.add(Convolution.of(128, 128, 3, 14, 14).stride(2).groups(32));
        operations.add(Convolution.of(24, 48, 3, 7, 7).groups(2));
        operations.add(Convolution.of(24, 24, 3, 7, 7).groups(4));
        operations.add(Convolution.of(96, 48, 3, 7, 7).groups(2));
        operations.add(Convolution.of(48, 48, 1, 7, 7).groups(3));
    }

    private static void products(List<Operation> operations) {
        operations.add(Linear.of(1, 512, 1000));
        operations.add(Linear.of(1, 1280, 5));
        operations.add(Linear.of(3, 576, 37));
        operations.add(Linear.of(2, 96, 1001));
        operations.add(Linear.of(1, 7, 3));
        operations.add(Linear.of(17, 24, 10));
        operations.add(MatrixProduct.of(2, 49, 32, 49));
        operations.add(MatrixProduct.of(2, 64, 49, 49));
        operations.add(MatrixProduct.of(1, 17, 31, 23));
        operations.add(MatrixProduct.of(3, 5, 24, 7));
    }

    private static void theRest(List<Operation> operations) {
        operations.add(Pooling.max(24, 15, 14, 3, 2));
        operations.add(Pooling.max(64, 14, 14, 2, 2));
        operations.add(Pooling.max(20, 13, 13, 5, 1));
        operations.add(Pooling.mean(24, 7, 7));
        operations.add(Pooling.mean(512, 4, 4));
        for (Pointwise.Function function : Pointwise.Function.values()) {
            operations.add(Pointwise.of(function, 1021));
        }
        operations.add(Pairwise.sum(24, 7, 7));
        operations.add(Pairwise.productPerChannel(24, 7, 7));
        operations.add(Softmax.of(2, 49));
        operations.add(Softmax.of(1, 1001));
    }
}
