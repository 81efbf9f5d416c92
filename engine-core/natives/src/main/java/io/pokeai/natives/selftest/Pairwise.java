package io.pokeai.natives.selftest;

import java.util.List;

/**
 * The sum of two tensors, or their product with one factor per channel.
 *
 * <p><b>Shapes</b> {@code [1, channels, height, width]} and the same for the sum, {@code [1, channels, 1, 1]} for the product.
 */
public record Pairwise(boolean sum, int channels, int height, int width, List<Operand> operands) implements Operation {
    static Pairwise sum(int channels, int height, int width) {
        return new Pairwise(
                true,
                channels,
                height,
                width,
                List.of(Operand.of(channels, 1, channels, height, width), Operand.of(-1, 1, channels, height, width)));
    }

    static Pairwise productPerChannel(int channels, int height, int width) {
        return new Pairwise(
                false,
                channels,
                height,
                width,
                List.of(Operand.of(channels, 1, channels, height, width), Operand.of(-1, 1, channels, 1, 1)));
    }

    @Override
    public long[] resultShape() {
        return new long[] {1, channels, height, width};
    }

    @Override
    public Expected expected(int index) {
        double first = operands.get(0).at(index);
        return Expected.function(
                sum
                        ? first + operands.get(1).at(index)
                        : first * operands.get(1).at(index / (height * width)));
    }

    @Override
    public String description() {
        return (sum ? "sum of two tensors" : "factor per channel") + ", " + channels + " maps of " + height + "x"
                + width;
    }
}
