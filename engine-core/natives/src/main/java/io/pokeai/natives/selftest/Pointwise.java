package io.pokeai.natives.selftest;

import java.util.List;
import java.util.Locale;

/** A function of each value. <b>Shapes</b> {@code [size]} to {@code [size]}. */
public record Pointwise(Function function, int size, List<Operand> operands) implements Operation {
    // Beyond the bends of all functions, at -3, 0, 3 and 6.
    private static final float RANGE = 8;

    /** The activations of the families. */
    public enum Function {
        /** {@code max(0, x)}. */
        RELU,
        /** {@code 1 / (1 + exp(-x))}. */
        SIGMOID,
        /** {@code x * sigmoid(x)}. */
        SILU;

        private double of(double x) {
            double sigmoid = 1 / (1 + Math.exp(-x));
            return switch (this) {
                case RELU -> Math.max(0, x);
                case SIGMOID -> sigmoid;
                case SILU -> x * sigmoid;
            };
        }
    }

    static Pointwise of(Function function, int size) {
        return new Pointwise(function, size, List.of(Operand.of(size, size).scaled(0, RANGE)));
    }

    @Override
    public long[] resultShape() {
        return new long[] {size};
    }

    @Override
    public Expected expected(int index) {
        return Expected.function(function.of(operands.get(0).at(index)));
    }

    @Override
    public String description() {
        return function.name().toLowerCase(Locale.ROOT) + " of " + size + " values";
    }
}
