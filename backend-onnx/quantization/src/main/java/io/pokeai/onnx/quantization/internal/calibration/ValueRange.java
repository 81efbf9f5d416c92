package io.pokeai.onnx.quantization.internal.calibration;

/**
 * The values that can be told apart after quantisation; others become the nearest bound. It has 0, which must stay exactly 0:
 * padding and ReLU give it.
 *
 * @param low at most 0
 * @param high at least 0
 */
public record ValueRange(float low, float high) {
    public ValueRange {
        if (!(low <= 0 && high >= 0 && Float.isFinite(low) && Float.isFinite(high))) {
            throw new IllegalArgumentException("range " + low + "…" + high);
        }
    }

    /** The smallest range that has 0 and two values. */
    public static ValueRange around(float low, float high) {
        return new ValueRange(Math.min(low, 0), Math.max(high, 0));
    }
}
