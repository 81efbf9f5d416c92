package io.pokeai.natives.selftest;

import java.util.Arrays;

/**
 * One tensor that an operation takes: float32, row-major, with values in [-1, 1) that only depend on its seed and its size.
 *
 * <p><b>Threads</b> immutable as long as nobody writes into {@link #values}.
 */
public final class Operand {
    // SplitMix64 (Steele, Lea, Flood 2014): every index has a value of its own, and neighbours have nothing in common.
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final long MIX_1 = 0xBF58476D1CE4E5B9L;
    private static final long MIX_2 = 0x94D049BB133111EBL;
    private static final float TWO_TO_23 = 1 << 23;

    private final long[] shape;
    private final float[] values;

    private Operand(long[] shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** A tensor of a shape; equal seeds give equal values. */
    static Operand of(long seed, int... shape) {
        int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = value(seed, i);
        }
        return new Operand(Arrays.stream(shape).asLongStream().toArray(), values);
    }

    /** The same, with each value moved and stretched: {@code offset + factor * value}. */
    Operand scaled(float offset, float factor) {
        float[] moved = new float[values.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = offset + factor * values[i];
        }
        return new Operand(shape, moved);
    }

    private static float value(long seed, int index) {
        long z = (seed * 31 + 17) * MIX_1 + (index + 1) * GAMMA;
        z = (z ^ (z >>> 30)) * MIX_1;
        z = (z ^ (z >>> 27)) * MIX_2;
        z ^= z >>> 31;
        // 24 bits: exact in float32.
        return ((z >>> 40) - TWO_TO_23) / TWO_TO_23;
    }

    /** Length of each axis. */
    public long[] shape() {
        return shape.clone();
    }

    /** The values themselves, not a copy; only to be read. */
    public float[] values() {
        return values;
    }

    float at(int index) {
        return values[index];
    }
}
