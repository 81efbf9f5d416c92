package io.pokeai.natives.selftest;

import java.util.List;

/**
 * A two-dimensional convolution with bias.
 *
 * <p><b>Shapes</b> {@code [batch, in, height, width]} and {@code [out, in / groups, kernelHeight, kernelWidth]} to
 * {@code [batch, out, …]}; each side is padded by {@code dilation * (kernel - 1) / 2}.<br>
 * <b>Source</b> {@code torch.nn.Conv2d}, ONNX {@code Conv}.
 *
 * @param channelsLast whether the data lie in memory as {@code [batch, height, width, in]}, where a library knows that
 */
public record Convolution(
        int batch,
        int in,
        int out,
        int height,
        int width,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int dilation,
        int groups,
        boolean channelsLast,
        List<Operand> operands)
        implements Operation {

    private static Convolution of(
            int batch,
            int in,
            int out,
            int height,
            int width,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int dilation,
            int groups,
            boolean channelsLast) {
        long seed = (((in * 131L + out) * 131 + height) * 131 + kernelHeight * 11L + kernelWidth) * 131 + groups;
        return new Convolution(
                batch,
                in,
                out,
                height,
                width,
                kernelHeight,
                kernelWidth,
                stride,
                dilation,
                groups,
                channelsLast,
                List.of(
                        Operand.of(seed, batch, in, height, width),
                        Operand.of(seed + 1, out, in / groups, kernelHeight, kernelWidth),
                        Operand.of(seed + 2, out)));
    }

    /** One picture, stride 1. */
    static Convolution of(int in, int out, int kernel, int height, int width) {
        return of(1, in, out, height, width, kernel, kernel, 1, 1, 1, false);
    }

    Convolution batch(int pictures) {
        return of(pictures, in, out, height, width, kernelHeight, kernelWidth, stride, dilation, groups, channelsLast);
    }

    Convolution stride(int step) {
        return of(batch, in, out, height, width, kernelHeight, kernelWidth, step, dilation, groups, channelsLast);
    }

    Convolution kernel(int high, int wide) {
        return of(batch, in, out, height, width, high, wide, stride, dilation, groups, channelsLast);
    }

    Convolution dilation(int distance) {
        return of(batch, in, out, height, width, kernelHeight, kernelWidth, stride, distance, groups, channelsLast);
    }

    Convolution groups(int parts) {
        return of(batch, in, out, height, width, kernelHeight, kernelWidth, stride, dilation, parts, channelsLast);
    }

    Convolution withChannelsLast() {
        return of(batch, in, out, height, width, kernelHeight, kernelWidth, stride, dilation, groups, true);
    }

    /** Rows above and below the data that count as 0. */
    public int paddingHeight() {
        return dilation * (kernelHeight - 1) / 2;
    }

    /** Columns left and right of the data that count as 0. */
    public int paddingWidth() {
        return dilation * (kernelWidth - 1) / 2;
    }

    @Override
    public long[] resultShape() {
        return new long[] {
            batch,
            out,
            side(height, paddingHeight(), kernelHeight, stride, dilation),
            side(width, paddingWidth(), kernelWidth, stride, dilation)
        };
    }

    private static int side(int size, int padding, int kernel, int stride, int dilation) {
        return (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
    }

    @Override
    public Expected expected(int index) {
        long[] shape = resultShape();
        int column = (int) (index % shape[3]);
        int row = (int) (index / shape[3] % shape[2]);
        int channel = (int) (index / (shape[2] * shape[3]) % out);
        int picture = (int) (index / (shape[1] * shape[2] * shape[3]));
        Operand data = operands.get(0);
        Operand weights = operands.get(1);
        int perGroup = in / groups;
        int first = channel / (out / groups) * perGroup;
        double sum = operands.get(2).at(channel);
        double absolute = Math.abs(sum);
        for (int c = 0; c < perGroup; c++) {
            for (int u = 0; u < kernelHeight; u++) {
                int y = row * stride - paddingHeight() + u * dilation;
                if (y < 0 || y >= height) {
                    continue;
                }
                for (int v = 0; v < kernelWidth; v++) {
                    int x = column * stride - paddingWidth() + v * dilation;
                    if (x < 0 || x >= width) {
                        continue;
                    }
                    double product = (double) data.at(((picture * in + first + c) * height + y) * width + x)
                            * weights.at(((channel * perGroup + c) * kernelHeight + u) * kernelWidth + v);
                    sum += product;
                    absolute += Math.abs(product);
                }
            }
        }
        return Expected.sum(sum, absolute);
    }

    @Override
    public String description() {
        return kernelHeight + "x" + kernelWidth + " convolution of " + in + " channels to " + out + ", " + batch + " x "
                + height + "x" + width + ", stride " + stride + (dilation == 1 ? "" : ", dilation " + dilation)
                + (groups == 1 ? "" : ", " + groups + " groups") + (channelsLast ? ", channels last" : "");
    }
}
