package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * A white balance for daylight of 6504 K under light of another temperature: a gain for each channel, luma kept.
 *
 * <p><b>Source</b> the daylight locus of CIE 15, its lower polynomial taken on below 4000 K; matrix of IEC 61966-2-1.
 */
public final class ColourTemperature extends EdgeCorruption {
    private static final double D65 = 6504;

    public ColourTemperature() {
        super(55, "edge_colour_temp", true, "warm cool", new double[][] {
            {5500, 7800}, {4700, 9500}, {4000, 12000}, {3300, 16000}, {2700, 22000}
        });
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        double[] gains = gains(scalars.coin() ? row[0] : row[1]);
        byte[][] tables = new byte[3][256];
        for (int c = 0; c < 3; c++) {
            for (int v = 0; v < 256; v++) {
                tables[c][v] = LinearLight.sample(LinearLight.of((byte) v) * gains[c]);
            }
        }
        for (int i = 0; i < frame.samples(); i++) {
            frame.out()[i] = tables[i % 3][frame.in()[i] & 0xff];
        }
    }

    /** Red, green, blue; grey keeps its luma. */
    static double[] gains(double kelvin) {
        double[] light = white(kelvin);
        double[] balanced = white(D65);
        double red = light[0] / balanced[0];
        double green = light[1] / balanced[1];
        double blue = light[2] / balanced[2];
        double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        return new double[] {red / luma, green / luma, blue / luma};
    }

    private static double[] white(double t) {
        double x = t <= 7000
                ? -4.6070e9 / (t * t * t) + 2.9678e6 / (t * t) + 0.09911e3 / t + 0.244063
                : -2.0064e9 / (t * t * t) + 1.9018e6 / (t * t) + 0.24748e3 / t + 0.237040;
        double y = -3 * x * x + 2.87 * x - 0.275;
        double bigX = x / y;
        double bigZ = (1 - x - y) / y;
        return new double[] {
            3.2406 * bigX - 1.5372 - 0.4986 * bigZ,
            -0.9689 * bigX + 1.8758 + 0.0415 * bigZ,
            0.0557 * bigX - 0.2040 + 1.0570 * bigZ
        };
    }
}
