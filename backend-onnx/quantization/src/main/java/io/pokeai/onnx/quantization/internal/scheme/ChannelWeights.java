package io.pokeai.onnx.quantization.internal.scheme;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.Optional;

/**
 * The weights and the bias of a layer in integers: {@code weight = scale[c] · value} with the scale of its output channel, {@code
 * bias = input scale · scale[c] · value}, so that the sums of the layer can begin with the bias.
 *
 * <p><b>Threads</b> immutable; the arrays are its own and must not be written to.
 */
final class ChannelWeights {
    // A scale below it belongs to a channel without weights; its product with the scale of the input must not become 0.
    private static final double LEAST_SCALE = 1e-20;

    // Half of what int32 has: sums are added to it.
    private static final double LARGEST_BIAS = 1 << 30;

    private final byte[] values;
    private final float[] scales;
    private final Optional<int[]> bias;

    private ChannelWeights(byte[] values, float[] scales, Optional<int[]> bias) {
        this.values = values;
        this.scales = scales;
        this.bias = bias;
    }

    /**
     * Quantises a layer.
     *
     * @param name of the tensor, for messages
     * @param weights {@code [channels, …]}
     * @param bias {@code [channels]}
     * @param input the scale of what the layer reads
     * @param limit the largest value: 127, or 63 for seven bits
     * @throws EngineException {@code MODEL_INVALID} for a weight or bias that is not finite
     */
    static ChannelWeights of(
            String name, float[] weights, int channels, Optional<float[]> bias, float input, int limit) {
        requireFinite(name, weights);
        bias.ifPresent(values -> requireFinite(name + " (bias)", values));
        int each = weights.length / channels;
        byte[] values = new byte[weights.length];
        float[] scales = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            float largest = 0;
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            double own = bias.isPresent() ? Math.abs((double) bias.get()[channel]) : 0;
            scales[channel] = scale(largest, own, input, limit);
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                values[i] = (byte) Math.max(-limit, Math.min(limit, Math.rint(weights[i] / scales[channel])));
            }
        }
        return new ChannelWeights(values, scales, bias.map(floats -> bias(floats, scales, input)));
    }

    /** Wide enough for the largest weight and, in a channel with hardly any, for the bias. */
    private static float scale(float largest, double bias, float input, int limit) {
        double forWeights = (double) largest / limit;
        double forBias = bias / (input * LARGEST_BIAS);
        double scale = Math.max(LEAST_SCALE, Math.max(forWeights, forBias));
        return (float) (largest == 0 && bias == 0 ? 1 : scale);
    }

    private static int[] bias(float[] floats, float[] scales, float input) {
        int[] values = new int[floats.length];
        for (int channel = 0; channel < values.length; channel++) {
            values[channel] = (int) Math.rint(floats[channel] / (double) (input * scales[channel]));
        }
        return values;
    }

    /** The scales of the bias: float32 products, as runtimes make them. */
    float[] biasScales(float input) {
        float[] products = scales.clone();
        for (int channel = 0; channel < products.length; channel++) {
            products[channel] *= input;
        }
        return products;
    }

    private static void requireFinite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "tensor '" + name + "' has " + values[i] + " at index " + i + ", batch normalisation included.",
                        "Such a model cannot be quantised; train it again.");
            }
        }
    }

    /** Int8, symmetric. */
    byte[] values() {
        return values;
    }

    /** One for each output channel, above 0. */
    float[] scales() {
        return scales;
    }

    /** Int32, one for each output channel, if the layer has a bias. */
    Optional<int[]> bias() {
        return bias;
    }
}
