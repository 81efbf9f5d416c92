package io.pokeai.engine.checkpoint.internal.tensor;

/** Sixteen-bit floats widened to float32, exactly; payloads of NaNs are kept. */
final class Half {
    private static final int FRACTION_BITS = 10;
    private static final int EXPONENT_MASK = 0x1f;
    private static final int WIDENING = 23 - FRACTION_BITS;
    private static final float SMALLEST = 0x1p-24f;

    private Half() {}

    /** IEEE 754 binary16. */
    static float fromFloat16(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> FRACTION_BITS & EXPONENT_MASK;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * SMALLEST;
            return sign == 0 ? magnitude : -magnitude;
        }
        int widened = exponent == EXPONENT_MASK ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | widened << 23 | fraction << WIDENING);
    }

    /** The upper half of a float32. */
    static float fromBfloat16(short upper) {
        return Float.intBitsToFloat(upper << 16);
    }
}
