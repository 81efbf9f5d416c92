package io.pokeai.engine.network;

/**
 * A convolution as {@code nn.Conv2d} is written.
 *
 * @param in channels
 * @param out channels
 * @param kernel its width and height
 */
record Conv(int in, int out, int kernel, int stride, int padding, int dilation, int groups, boolean bias) {
    /** Stride 1, no padding, no bias. */
    static Conv of(int in, int out, int kernel) {
        return new Conv(in, out, kernel, 1, 0, 1, 1, false);
    }

    /** Padded so that stride 1 keeps the size, as {@code Conv2dNormActivation} does. */
    static Conv same(int in, int out, int kernel) {
        return of(in, out, kernel).withPadding((kernel - 1) / 2);
    }

    Conv withStride(int pixels) {
        return new Conv(in, out, kernel, pixels, padding, dilation, groups, bias);
    }

    Conv withPadding(int pixels) {
        return new Conv(in, out, kernel, stride, pixels, dilation, groups, bias);
    }

    Conv withDilation(int pixels) {
        return new Conv(in, out, kernel, stride, padding, pixels, groups, bias);
    }

    Conv withGroups(int count) {
        return new Conv(in, out, kernel, stride, padding, dilation, count, bias);
    }

    Conv withBias() {
        return new Conv(in, out, kernel, stride, padding, dilation, groups, true);
    }
}
