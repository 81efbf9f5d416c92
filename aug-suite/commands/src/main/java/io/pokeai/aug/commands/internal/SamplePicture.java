package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.Image;
import java.util.Arrays;

/**
 * A landscape to corrupt when no picture is given: smooth and sharp parts, dark and bright ones, fine texture, and all
 * main colours.
 */
final class SamplePicture {
    private static final int SUBSAMPLES = 3;

    private SamplePicture() {}

    /** The same picture at every size. */
    static Image draw(int side) {
        byte[] rgb = new byte[side * side * Image.CHANNELS];
        double[] colour = new double[Image.CHANNELS];
        double[] sum = new double[Image.CHANNELS];
        for (int pixel = 0; pixel < side * side; pixel++) {
            Arrays.fill(sum, 0);
            int column = pixel % side * SUBSAMPLES;
            int row = pixel / side * SUBSAMPLES;
            for (int sub = 0; sub < SUBSAMPLES * SUBSAMPLES; sub++) {
                double x = (column + sub % SUBSAMPLES + 0.5) / (side * SUBSAMPLES);
                int below = row + sub / SUBSAMPLES;
                double y = (below + 0.5) / (side * SUBSAMPLES);
                paint(x, y, colour);
                for (int c = 0; c < Image.CHANNELS; c++) {
                    sum[c] += colour[c];
                }
            }
            for (int c = 0; c < Image.CHANNELS; c++) {
                rgb[pixel * Image.CHANNELS + c] =
                        (byte) Math.round(255 * Math.max(0, Math.min(1, sum[c] / (SUBSAMPLES * SUBSAMPLES))));
            }
        }
        return new Image(side, side, rgb);
    }

    /** The colour at a point of the unit square, from the sky down to what stands in front. */
    private static void paint(double x, double y, double[] c) {
        set(c, 0.35 + 0.5 * y, 0.58 + 0.32 * y, 0.92 - 0.05 * y);
        double sun = Math.hypot(x - 0.78, y - 0.2);
        if (sun < 0.09) {
            set(c, 1, 0.93, 0.55);
        } else {
            add(c, 0.25 * Math.exp(-14 * (sun - 0.09)), 0.2, 0.4);
        }
        cloud(x - 0.27, y - 0.2, c);
        double far = 0.5 + 0.09 * sine(5 * x + 0.7) + 0.03 * sine(17 * x);
        if (y > far) {
            set(c, 0.38 + 0.3 * (y - far), 0.42 + 0.3 * (y - far), 0.56);
        }
        double near = 0.66 + 0.06 * sine(4 * x + 3.2);
        if (y > near) {
            double grass = 0.05 * sine(61 * x + 2 * sine(19 * y)) * sine(83 * y + 3 * sine(11 * x));
            set(c, 0.3 + grass, 0.56 - 0.35 * (y - near) + grass, 0.2 + grass / 2);
        }
        house(x, y, c);
        ball(x - 0.68, y - 0.8, c);
        tree(x, y, c);
    }

    private static void cloud(double x, double y, double[] c) {
        double puffs = Math.min(
                Math.hypot(x, y * 1.4) - 0.07,
                Math.min(Math.hypot(x - 0.09, y * 1.4 - 0.03) - 0.055, Math.hypot(x + 0.09, y * 1.4 - 0.03) - 0.05));
        if (puffs < 0) {
            set(c, 0.97, 0.97, 0.98);
        }
    }

    /** White boards under a red roof. */
    private static void house(double x, double y, double[] c) {
        boolean roof = y > 0.46 && y < 0.58 && Math.abs(x - 0.3) < (y - 0.44) * 1.25;
        boolean wall = y >= 0.58 && y < 0.78 && Math.abs(x - 0.3) < 0.14;
        if (roof) {
            set(c, 0.72, 0.2, 0.16);
        } else if (wall) {
            double board = Math.floor(y * 60) % 2 == 0 ? 0.9 : 0.8;
            set(c, board, board * 0.97, board * 0.88);
            boolean door = Math.abs(x - 0.36) < 0.028 && y > 0.66;
            boolean window = Math.abs(x - 0.24) < 0.04 && Math.abs(y - 0.67) < 0.035;
            if (door) {
                set(c, 0.36, 0.22, 0.12);
            } else if (window) {
                boolean frame = Math.abs(x - 0.24) < 0.005 || Math.abs(y - 0.67) < 0.005;
                set(c, frame ? 1 : 0.16, frame ? 1 : 0.24, frame ? 1 : 0.42);
            }
        }
    }

    /** Shaded, with a highlight. */
    private static void ball(double x, double y, double[] c) {
        double radius = Math.hypot(x, y) / 0.13;
        if (radius < 1) {
            double light = Math.max(0, (-0.5 * x - 0.6 * y) / 0.13 + 0.62 * Math.sqrt(1 - radius * radius));
            boolean band = Math.abs(y + 0.25 * x) < 0.022;
            set(c, 0.95 * light + 0.1, band ? 0.9 * light : 0.25 * light, 0.12 * light);
            double shine = Math.hypot(x + 0.045, y + 0.05);
            add(c, Math.exp(-shine * shine * 1500), 1, 1);
        }
    }

    private static void tree(double x, double y, double[] c) {
        if (Math.abs(x - 0.9) < 0.014 && y > 0.6 && y < 0.82) {
            set(c, 0.3, 0.19, 0.1);
        }
        double crown = Math.hypot(x - 0.9, (y - 0.53) * 0.8) + 0.008 * sine(60 * x) * sine(70 * y);
        if (crown < 0.095) {
            double leaf = 0.12 * sine(120 * x + 3) * sine(110 * y);
            set(c, 0.1 + leaf, 0.34 + leaf, 0.14 + leaf / 2);
        }
    }

    private static double sine(double angle) {
        return StrictMath.sin(angle);
    }

    private static void set(double[] c, double red, double green, double blue) {
        c[0] = red;
        c[1] = green;
        c[2] = blue;
    }

    /** Light of a colour: red fully, green and blue as given. */
    private static void add(double[] c, double light, double green, double blue) {
        c[0] += light;
        c[1] += light * green;
        c[2] += light * blue;
    }
}
