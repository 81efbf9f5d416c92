package io.pokeai.aug.reports.plots;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Colours of one hue from faint to strong, whose lightness changes by the same amount from each to the next: equal steps of
 * the value look like equal steps.
 *
 * <p><b>Units</b> lightness from 0 to 1 and hue in degrees of OKLCH.<br>
 * <b>Source</b> Björn Ottosson: <i>A perceptual color space for image processing</i>, 2020 (OKLab).<br>
 * <b>Threads</b> immutable.
 *
 * @param faint lightness of the first colour
 * @param strong lightness of the last colour
 * @param hue in degrees
 */
record ColourRamp(double faint, double strong, double hue) {
    /** Errors, on white. */
    static final ColourRamp ERRORS = new ColourRamp(0.82, 0.40, 50);

    /** Right answers, on white. */
    static final ColourRamp RIGHT = new ColourRamp(0.88, 0.40, 250);

    /** What is neither: right answers and errors among the classes that are not shown. */
    static final ColourRamp MIXED = new ColourRamp(0.86, 0.50, 0);

    /** Errors, on black. */
    static final ColourRamp DARK_ERRORS = new ColourRamp(0.50, 0.90, 60);

    /** Right answers, on black. */
    static final ColourRamp DARK_RIGHT = new ColourRamp(0.34, 0.82, 250);

    /** What is neither, on black. */
    static final ColourRamp DARK_MIXED = new ColourRamp(0.38, 0.75, 0);

    private static final double CHROMA = 0.15;
    private static final int CHROMA_STEPS = 60;

    /** {@code count} colours, as {@code 0xrrggbb}. */
    List<Integer> colours(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> colour(faint + (strong - faint) * i / Math.max(1, count - 1)))
                .toList();
    }

    /** With as much chroma as the screen can show at this lightness. */
    private int colour(double lightness) {
        double most = hue == 0 ? 0 : CHROMA;
        for (int i = CHROMA_STEPS; i >= 0; i--) {
            double chroma = most * i / CHROMA_STEPS;
            double[] rgb = linear(lightness, chroma);
            if (IntStream.range(0, rgb.length).allMatch(c -> rgb[c] >= 0 && rgb[c] <= 1) || i == 0) {
                return IntStream.range(0, rgb.length).reduce(0, (value, c) -> value << 8 | byteOf(rgb[c]));
            }
        }
        throw new IllegalStateException("a grey of lightness " + lightness + " is always on the screen");
    }

    private double[] linear(double lightness, double chroma) {
        double a = chroma * StrictMath.cos(StrictMath.toRadians(hue));
        double b = chroma * StrictMath.sin(StrictMath.toRadians(hue));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** sRGB's transfer function. */
    private static int byteOf(double linear) {
        double clipped = Math.max(0, Math.min(1, linear));
        double encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * StrictMath.pow(clipped, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * encoded);
    }
}
