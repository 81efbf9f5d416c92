package io.pokeai.natives.selftest;

import java.util.List;

/**
 * A fully connected layer with bias.
 *
 * <p><b>Shapes</b> {@code [batch, in]} and {@code [out, in]} to {@code [batch, out]}.<br>
 * <b>Source</b> {@code torch.nn.Linear}, ONNX {@code Gemm} with {@code transB}.
 */
public record Linear(int batch, int in, int out, List<Operand> operands) implements Operation {
    static Linear of(int batch, int in, int out) {
        long seed = (batch * 1009L + in) * 1009 + out;
        return new Linear(
                batch,
                in,
                out,
                List.of(Operand.of(seed, batch, in), Operand.of(seed + 1, out, in), Operand.of(seed + 2, out)));
    }

    @Override
    public long[] resultShape() {
        return new long[] {batch, out};
    }

    @Override
    public Expected expected(int index) {
        int row = index / out;
        int column = index % out;
        double sum = operands.get(2).at(column);
        double absolute = Math.abs(sum);
        for (int i = 0; i < in; i++) {
            double product =
                    (double) operands.get(0).at(row * in + i) * operands.get(1).at(column * in + i);
            sum += product;
            absolute += Math.abs(product);
        }
        return Expected.sum(sum, absolute);
    }

    @Override
    public String description() {
        return "linear layer of " + in + " to " + out + ", batch " + batch;
    }
}
