package io.pokeai.natives.selftest;

import java.util.List;

/** Softmax over the last axis. <b>Shapes</b> {@code [rows, columns]} to {@code [rows, columns]}. */
public record Softmax(int rows, int columns, List<Operand> operands) implements Operation {
    // Logits of that size are usual.
    private static final float RANGE = 10;

    static Softmax of(int rows, int columns) {
        return new Softmax(
                rows, columns, List.of(Operand.of(columns, rows, columns).scaled(0, RANGE)));
    }

    @Override
    public long[] resultShape() {
        return new long[] {rows, columns};
    }

    @Override
    public Expected expected(int index) {
        Operand logits = operands.get(0);
        int first = index / columns * columns;
        double sum = 0;
        for (int i = 0; i < columns; i++) {
            // No overflow: e^10 is small.
            sum += Math.exp(logits.at(first + i));
        }
        return Expected.function(Math.exp(logits.at(index)) / sum);
    }

    @Override
    public String description() {
        return "softmax of " + rows + " x " + columns;
    }
}
