package io.pokeai.natives.selftest;

import java.util.List;

/**
 * Products of matrices, one per batch entry.
 *
 * <p><b>Shapes</b> {@code [batch, rows, inner]} and {@code [batch, inner, columns]} to {@code [batch, rows, columns]}.
 */
public record MatrixProduct(int batch, int rows, int inner, int columns, List<Operand> operands) implements Operation {
    static MatrixProduct of(int batch, int rows, int inner, int columns) {
        long seed = ((batch * 257L + rows) * 257 + inner) * 257 + columns;
        return new MatrixProduct(
                batch,
                rows,
                inner,
                columns,
                List.of(Operand.of(seed, batch, rows, inner), Operand.of(seed + 1, batch, inner, columns)));
    }

    @Override
    public long[] resultShape() {
        return new long[] {batch, rows, columns};
    }

    @Override
    public Expected expected(int index) {
        int entry = index / (rows * columns);
        int row = index / columns % rows;
        int column = index % columns;
        double sum = 0;
        double absolute = 0;
        for (int i = 0; i < inner; i++) {
            double product = (double) operands.get(0).at((entry * rows + row) * inner + i)
                    * operands.get(1).at((entry * inner + i) * columns + column);
            sum += product;
            absolute += Math.abs(product);
        }
        return Expected.sum(sum, absolute);
    }

    @Override
    public String description() {
        return "product of " + rows + "x" + inner + " and " + inner + "x" + columns + ", batch " + batch;
    }
}
