package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;

/**
 * torchvision's {@code adjust_hue} of a Pillow picture: to 8-bit HSV, the hue turned, and back.
 *
 * <p><b>Source</b> Pillow 12.3, {@code libImaging/Convert.c}: {@code rgb2hsv_row}, {@code hsv2rgb}, in float32; torchvision 0.28,
 * {@code transforms/_functional_pil.py}.
 */
final class HueShift {
    private static final int MAX = 255;

    private HueShift() {}

    /** @param turn of the whole circle, -0.5 to 0.5 */
    static Image of(Image image, double turn) {
        // As NumPy: int32, of which uint8 keeps the last eight bits.
        int steps = (int) (turn * MAX);
        byte[] pixels = image.rgb();
        byte[] result = new byte[pixels.length];
        int[] hsv = new int[Image.CHANNELS];
        for (int i = 0; i < pixels.length; i += Image.CHANNELS) {
            toHsv(pixels, i, hsv);
            toRgb((hsv[0] + steps) & MAX, hsv[1], hsv[2], result, i);
        }
        return new Image(image.width(), image.height(), result);
    }

    private static void toHsv(byte[] pixels, int at, int[] hsv) {
        int r = pixels[at] & MAX;
        int g = pixels[at + 1] & MAX;
        int b = pixels[at + 2] & MAX;
        int most = Math.max(r, Math.max(g, b));
        int least = Math.min(r, Math.min(g, b));
        hsv[2] = most;
        if (most == least) {
            hsv[0] = 0;
            hsv[1] = 0;
            return;
        }
        float range = most - least;
        float s = range / most;
        float rc = (most - r) / range;
        float gc = (most - g) / range;
        float bc = (most - b) / range;
        float h;
        if (r == most) {
            h = bc - gc;
        } else if (g == most) {
            h = (float) (2.0 + rc - bc);
        } else {
            h = (float) (4.0 + gc - rc);
        }
        h = (float) ((h / 6.0 + 1.0) % 1.0);
        hsv[0] = bounded((int) (h * 255.0));
        hsv[1] = bounded((int) (s * 255.0));
    }

    private static void toRgb(int h, int s, int v, byte[] target, int at) {
        if (s == 0) {
            put(target, at, v, v, v);
            return;
        }
        int i = (int) Math.floor((float) h * 6.0 / 255.0);
        float f = (float) ((float) h * 6.0 / 255.0 - (float) i);
        float fs = (float) ((float) s / 255.0);
        int p = bounded((int) rounded((float) v * (1.0 - fs)));
        int q = bounded((int) rounded((float) v * (1.0 - fs * f)));
        int t = bounded((int) rounded((float) v * (1.0 - fs * (1.0 - f))));
        switch (i % 6) {
            case 0 -> put(target, at, v, t, p);
            case 1 -> put(target, at, q, v, p);
            case 2 -> put(target, at, p, v, t);
            case 3 -> put(target, at, p, q, v);
            case 4 -> put(target, at, t, p, v);
            default -> put(target, at, v, p, q);
        }
    }

    /** C's {@code round}, of numbers that are not negative. */
    private static double rounded(double value) {
        return Math.floor(value + 0.5);
    }

    private static int bounded(int value) {
        return Math.max(0, Math.min(MAX, value));
    }

    private static void put(byte[] target, int at, int r, int g, int b) {
        target[at] = (byte) r;
        target[at + 1] = (byte) g;
        target[at + 2] = (byte) b;
    }
}
