package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Levels;

/**
 * From RGB to hue, saturation and value and back, one pixel at a time, in double.
 *
 * <p><b>Source</b> {@code skimage.color.rgb2hsv} and {@code hsv2rgb}, in their order of operations.
 */
public final class Hsv {
    private Hsv() {}

    /** The picture with {@code clip(s mul + add)} as its saturations. */
    static void saturate(byte[] in, byte[] out, int samples, double mul, double add) {
        change(in, out, samples, mul, add, 0);
    }

    /** The picture with {@code clip(v + c)} as its values. */
    public static void brighten(byte[] in, byte[] out, int samples, double c) {
        change(in, out, samples, 1, 0, c);
    }

    /** Times 1 and plus 0 are exact, and what lies in [0, 1] is not clipped: a saturation or value that stays keeps its bits. */
    private static void change(byte[] in, byte[] out, int samples, double mul, double add, double c) {
        for (int i = 0; i < samples; i += 3) {
            double r = Levels.unit(in[i]);
            double g = Levels.unit(in[i + 1]);
            double b = Levels.unit(in[i + 2]);
            double v = Math.max(r, Math.max(g, b));
            double d = v - Math.min(r, Math.min(g, b));
            double s = d == 0 ? 0 : d / v;
            write(hue6(r, g, b, v, d), clip(s * mul + add), clip(v + c), out, i);
        }
    }

    private static double clip(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** Six times the hue, which itself is rounded. */
    private static double hue6(double r, double g, double b, double v, double d) {
        if (d == 0) {
            return 0;
        }
        double h;
        if (b == v) {
            h = 4.0 + (r - g) / d;
        } else if (g == v) {
            h = 2.0 + (b - r) / d;
        } else {
            h = (g - b) / d;
        }
        h /= 6.0;
        return (h < 0 ? h + 1.0 : h) * 6;
    }

    private static void write(double hue6, double s, double v, byte[] out, int at) {
        int sector = (int) hue6;
        double f = hue6 - sector;
        double p = v * (1 - s);
        byte top = Levels.sample(v);
        byte bottom = Levels.sample(p);
        // Even sectors rise to t, odd ones fall to q.
        double between = (sector & 1) == 0 ? v * (1 - (1 - f) * s) : v * (1 - f * s);
        byte middle = Levels.sample(between);
        switch (sector) {
            case 1 -> put(out, at, middle, top, bottom);
            case 2 -> put(out, at, bottom, top, middle);
            case 3 -> put(out, at, bottom, middle, top);
            case 4 -> put(out, at, middle, bottom, top);
            case 5 -> put(out, at, top, bottom, middle);
            default -> put(out, at, top, middle, bottom);
        }
    }

    private static void put(byte[] out, int at, byte red, byte green, byte blue) {
        out[at] = red;
        out[at + 1] = green;
        out[at + 2] = blue;
    }
}
