package io.pokeai.onnx.quantization.internal.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.onnx.quantization.internal.calibration.ValueRange;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class ActivationScaleTest {
    @Property
    void aValueInTheRangeComesBackWithinAStep(
            @ForAll @FloatRange(min = -1000, max = 0) float low,
            @ForAll @FloatRange(min = 0.25f, max = 1000) float high,
            @ForAll @FloatRange(min = 0, max = 1) float share) {
        ActivationScale scale = ActivationScale.of(new ValueRange(low, high));
        float value = low + (high - low) * share;
        float back = scale.dequantise(scale.quantise(value));
        // Half a step of rounding; at the ends of the range another half, by which the zero point is rounded.
        assertTrue(Math.abs(back - value) <= 1.001f * scale.scale(), value + " → " + back + " with " + scale);
    }

    @Property
    void zeroIsExact(
            @ForAll @FloatRange(min = -1e6f, max = 0) float low, @ForAll @FloatRange(min = 0, max = 1e6f) float high) {
        ActivationScale scale = ActivationScale.of(new ValueRange(low, high));
        assertEquals(0f, scale.dequantise(scale.quantise(0)), 0f);
    }

    @Test
    void aRangeThatBeginsAtZeroCutsNegativeValuesAsReluDoes() {
        ActivationScale scale = ActivationScale.of(new ValueRange(0, 6));
        assertEquals(0, scale.zeroPoint());
        assertEquals(0f, scale.dequantise(scale.quantise(-3)));
        assertEquals(6f, scale.dequantise(scale.quantise(100)), 1e-6f);
    }

    @Test
    void anActivationWithoutARangeHasAScaleThatDividesNothingByZero() {
        assertEquals(new ActivationScale(1, 0), ActivationScale.of(new ValueRange(0, 0)));
        assertEquals(new ActivationScale(1, 0), ActivationScale.of(new ValueRange(0, 1e-20f)));
    }
}
