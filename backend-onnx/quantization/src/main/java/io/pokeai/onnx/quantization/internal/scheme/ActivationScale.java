package io.pokeai.onnx.quantization.internal.scheme;

import io.pokeai.onnx.quantization.internal.calibration.ValueRange;

/**
 * Uint8 for an activation: {@code value = scale · (q - zeroPoint)}, and 0 is exactly {@code zeroPoint}.
 *
 * <p><b>Source</b> ONNX {@code QuantizeLinear}: {@code q = saturate(round half to even(value / scale) + zeroPoint)}.
 *
 * @param scale above 0
 * @param zeroPoint 0…255
 */
public record ActivationScale(float scale, int zeroPoint) {
    static final int LEVELS = 255;

    // An activation that is smaller than this everywhere is 0; a scale near the smallest float would lose the bias's
    // scale.
    private static final float LEAST = 1e-12f;

    public ActivationScale {
        if (!(scale > 0 && Float.isFinite(scale)) || zeroPoint < 0 || zeroPoint > LEVELS) {
            throw new IllegalArgumentException("scale " + scale + ", zero point " + zeroPoint);
        }
    }

    /** The scale for a range; an activation that is always 0 gets 1, as nothing depends on it. */
    public static ActivationScale of(ValueRange range) {
        double width = (double) range.high() - range.low();
        if (width / LEVELS < LEAST) {
            return new ActivationScale(1, 0);
        }
        float scale = (float) (width / LEVELS);
        return new ActivationScale(scale, (int)
                Math.max(0, Math.min(LEVELS, Math.rint(-range.low() / (double) scale))));
    }

    /** What a value becomes, 0…255. */
    int quantise(float value) {
        return (int) Math.max(0, Math.min(LEVELS, Math.rint(value / scale) + zeroPoint));
    }

    /** The value that stands for a number. */
    float dequantise(int quantised) {
        return scale * (quantised - zeroPoint);
    }
}
