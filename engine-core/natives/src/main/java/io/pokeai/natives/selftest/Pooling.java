package io.pokeai.natives.selftest;

import java.util.List;

/**
 * A maximum over windows, or the mean of each map.
 *
 * <p><b>Shapes</b> {@code [1, channels, height, width]} to {@code [1, channels, …]}; windows are padded by half of their
 * size, the mean gives {@code [1, channels, 1, 1]}.
 *
 * @param kernel side of a window; 0 for the mean
 */
public record Pooling(int channels, int height, int width, int kernel, int stride, List<Operand> operands)
        implements Operation {
    static Pooling max(int channels, int height, int width, int kernel, int stride) {
        return new Pooling(
                channels, height, width, kernel, stride, List.of(Operand.of(channels, 1, channels, height, width)));
    }

    static Pooling mean(int channels, int height, int width) {
        return max(channels, height, width, 0, 1);
    }

    /** Whether it is the mean of each map. */
    public boolean isMean() {
        return kernel == 0;
    }

    /** Rows and columns around the data that no window takes its maximum from. */
    public int padding() {
        return kernel / 2;
    }

    @Override
    public long[] resultShape() {
        return isMean() ? new long[] {1, channels, 1, 1} : new long[] {1, channels, side(height), side(width)};
    }

    private int side(int size) {
        return (size + 2 * padding() - kernel) / stride + 1;
    }

    @Override
    public Expected expected(int index) {
        return isMean() ? mean(index) : maximum(index);
    }

    private Expected mean(int channel) {
        double sum = 0;
        double absolute = 0;
        int size = height * width;
        for (int i = 0; i < size; i++) {
            double value = operands.get(0).at(channel * size + i);
            sum += value;
            absolute += Math.abs(value);
        }
        return Expected.sum(sum / size, absolute / size);
    }

    private Expected maximum(int index) {
        int columns = side(width);
        int rows = side(height);
        int top = index / columns % rows * stride - padding();
        int left = index % columns * stride - padding();
        int channel = index / (rows * columns);
        float largest = Float.NEGATIVE_INFINITY;
        for (int y = Math.max(top, 0); y < Math.min(top + kernel, height); y++) {
            for (int x = Math.max(left, 0); x < Math.min(left + kernel, width); x++) {
                largest = Math.max(largest, operands.get(0).at((channel * height + y) * width + x));
            }
        }
        return Expected.exactly(largest);
    }

    @Override
    public String description() {
        return (isMean() ? "mean" : kernel + "x" + kernel + " maximum, stride " + stride + ",") + " of " + channels
                + " maps of " + height + "x" + width;
    }
}
