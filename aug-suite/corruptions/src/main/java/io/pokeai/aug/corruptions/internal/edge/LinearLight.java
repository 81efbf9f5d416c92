package io.pokeai.aug.corruptions.internal.edge;

import java.util.Arrays;

/**
 * Between sRGB samples and linear light, by the exact piecewise curve.
 *
 * <p><b>Source</b> IEC 61966-2-1.
 */
final class LinearLight {
    private static final double[] LIGHT = new double[256];

    static {
        for (int v = 0; v < LIGHT.length; v++) {
            double unit = v / 255.0;
            LIGHT[v] = unit <= 0.04045 ? unit / 12.92 : StrictMath.pow((unit + 0.055) / 1.055, 2.4);
        }
    }

    private LinearLight() {}

    /** The light of a sample, 0…1. */
    static double of(byte sample) {
        return LIGHT[sample & 0xff];
    }

    /**
     * The sample of a light: clipped, encoded, times 255, truncated. Truncation asks which sample's light is reached, so
     * no power is computed, and light that nothing has changed gives its sample back.
     */
    static byte sample(double light) {
        int found = Arrays.binarySearch(LIGHT, light);
        return (byte) Math.max(0, found >= 0 ? found : -found - 2);
    }
}
