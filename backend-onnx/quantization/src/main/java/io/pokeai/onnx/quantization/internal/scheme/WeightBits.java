package io.pokeai.onnx.quantization.internal.scheme;

import io.pokeai.engine.api.EngineException;

/**
 * How many bits of int8 the weights use.
 *
 * <p>CPUs with VNNI multiply a uint8 by an int8 and add up in 32 bits. Those with AVX2 or AVX-512 alone add two products in 16
 * bits first ({@code vpmaddubsw}), which saturates: 255 · 127 · 2 is more than 32,767, 255 · 63 · 2 is not.
 */
public enum WeightBits {
    /** -63…63: no machine can saturate. */
    SEVEN(63),
    /** -127…127. */
    EIGHT(127);

    private final int limit;

    WeightBits(int limit) {
        this.limit = limit;
    }

    /** The largest weight. */
    int limit() {
        return limit;
    }

    /** 7 or 8. */
    public int bits() {
        return this == SEVEN ? 7 : 8;
    }

    /**
     * The setting for a number of bits.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for others than 7 and 8
     */
    public static WeightBits of(int bits) {
        return switch (bits) {
            case 7 -> SEVEN;
            case 8 -> EIGHT;
            default ->
                throw EngineException.invalidArgument(
                        "Weights of " + bits + " bits were asked for.",
                        "Use 7, which no CPU saturates at, or 8 for CPUs with VNNI.");
        };
    }
}
