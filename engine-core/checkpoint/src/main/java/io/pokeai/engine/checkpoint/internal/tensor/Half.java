package io.pokeai.engine.checkpoint.internal.tensor;

/** Sixteen-bit floats widened to float32, exactly, and the way back; payloads of NaNs are kept. */
public final class Half {
    private static final int FRACTION_BITS = 10;
    private static final int EXPONENT_MASK = 0x1f;
    private static final int WIDENING = 23 - FRACTION_BITS;
    private static final float SMALLEST = 0x1p-24f;

    private static final int INFINITE = 0xff << 23;

    /** 65520, from which on numbers round to more than 65504. */
    private static final int TOO_LARGE = 0x477ff000;

    /** 2^-14. */
    private static final int SMALLEST_NORMAL = 113 << 23;

    private static final int HALF_BITS = Float.floatToRawIntBits(0.5f);

    private Half() {}

    /** IEEE 754 binary16. */
    public static float fromFloat16(short half) {
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

    /** The nearest IEEE 754 binary16, ties to even; what is too large becomes infinite. */
    public static short toFloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > INFINITE) {
            // A payload in the lower bits alone must not become an infinity.
            int payload = magnitude >>> WIDENING & 0x3ff;
            return (short) (sign | 0x7e00 | payload);
        }
        if (magnitude >= TOO_LARGE) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < SMALLEST_NORMAL) {
            // Rounds in units of the smallest: adding 2^-24 · 2^23 leaves just these bits behind the point.
            int rounded = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - HALF_BITS;
            return (short) (sign | rounded);
        }
        int even = magnitude >>> WIDENING & 1;
        int rounded = (magnitude - (112 << 23) + 0xfff + even) >>> WIDENING;
        return (short) (sign | rounded);
    }

    /** The upper half of a float32. */
    static float fromBfloat16(short upper) {
        return Float.intBitsToFloat(upper << 16);
    }
}
