package io.pokeai.engine.network;

import io.pokeai.engine.network.Operator.Activation.Function;

/**
 * What MobileNetV3 and EfficientNet are made of.
 *
 * <p><b>Source</b> torchvision 0.2x, {@code ops/misc.py}: {@code Conv2dNormActivation}, {@code SqueezeExcitation}.
 */
record InvertedBlock(NetworkBuilder net, double epsilon, double momentum) {
    /** Convolution and batch normalisation. */
    String convNorm(String module, String x, Conv conv) {
        String y = net.conv(module + ".0", x, conv);
        return net.batchNorm(module + ".1", y, conv.out(), epsilon, momentum);
    }

    /** Convolution, batch normalisation and activation. */
    String convNorm(String module, String x, Conv conv, Function function) {
        return net.activation(module + ".2", convNorm(module, x, conv), function);
    }

    /** Squeeze and excitation: each channel times a factor that is computed from the means of all channels. */
    String squeezeExcitation(String module, String x, int channels, int squeezed, Function inner, Function outer) {
        String y = net.averagePool(module + ".avgpool", x, 1);
        y = net.conv(module + ".fc1", y, Conv.of(channels, squeezed, 1).withBias());
        y = net.activation(module + ".activation", y, inner);
        y = net.conv(module + ".fc2", y, Conv.of(squeezed, channels, 1).withBias());
        y = net.activation(module + ".scale_activation", y, outer);
        return net.add(module + ".multiply", new Operator.Multiply(), y, x);
    }
}
