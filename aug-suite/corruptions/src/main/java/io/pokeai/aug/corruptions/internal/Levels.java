package io.pokeai.aug.corruptions.internal;

/** From samples to the unit range and back, as the reference does it: exact division, truncation. */
public final class Levels {
    /** The largest sample. */
    public static final double MAX = 255.0;

    private static final double[] UNIT = new double[256];
    private static final float[] SINGLE = new float[256];

    static {
        for (int v = 0; v < UNIT.length; v++) {
            UNIT[v] = v / MAX;
            SINGLE[v] = v / 255f;
        }
    }

    private Levels() {}

    /** A sample as {@code v / 255.0}. */
    public static double unit(byte sample) {
        return UNIT[sample & 0xff];
    }

    /** A sample as {@code v / 255f}. A table, because conversions from integer wait for each other. */
    public static float single(byte sample) {
        return SINGLE[sample & 0xff];
    }

    /** A value of the unit range in single precision, not negative, as a sample. */
    public static byte sample(float unit) {
        return (byte) Math.min(255, (int) (unit * 255f));
    }

    /** {@code v / 255.0} of every sample; a new array, which is the caller's. */
    public static double[] units() {
        return UNIT.clone();
    }

    /** A value of the unit range as a sample: clipped, times 255, truncated. */
    public static byte sample(double unit) {
        return truncate(unit * MAX);
    }

    /** A value of 0…255 as a sample: clipped, truncated. */
    public static byte truncate(double value) {
        // Truncation first: clipping integers is cheaper, and between -1 and 0 both give 0.
        return (byte) Math.max(0, Math.min(255, (int) value));
    }
}
