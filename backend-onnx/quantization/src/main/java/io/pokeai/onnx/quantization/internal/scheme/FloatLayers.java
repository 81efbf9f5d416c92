package io.pokeai.onnx.quantization.internal.scheme;

/**
 * Which layers keep float32 weights and sums.
 *
 * @param first the convolution that reads the pictures
 * @param last the linear layer that gives the scores
 */
public record FloatLayers(boolean first, boolean last) {
    /** Every layer is quantised. */
    public static final FloatLayers NONE = new FloatLayers(false, false);
}
