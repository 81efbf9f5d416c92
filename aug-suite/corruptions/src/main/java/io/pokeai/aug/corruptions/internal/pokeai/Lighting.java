package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Brightness, then contrast, by factors.
 *
 * <p><b>Source</b> Pillow's {@code ImageEnhance} and {@code ImageChops.blend}: single precision, truncated.
 */
final class Lighting {
    private Lighting() {}

    /** Changes 8-bit samples, RGB, in place. */
    static void apply(byte[] rgb, double darkest, double brightest, RandomSource random) {
        RandomSource.Field field = random.field(3);
        float brightness = (float) (darkest + (brightest - darkest) * field.uniform(0));
        float contrast = (float) (darkest + (brightest - darkest) * field.uniform(1));
        blend(rgb, 0, brightness);
        blend(rgb, meanGrey(rgb), contrast);
    }

    private static void blend(byte[] rgb, int from, float factor) {
        byte[] table = new byte[256];
        for (int v = 0; v < table.length; v++) {
            float value = from + factor * (v - (float) from);
            table[v] = (byte) Math.max(0, Math.min(255, (int) value));
        }
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = table[rgb[i] & 0xff];
        }
    }

    private static int meanGrey(byte[] rgb) {
        long sum = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            int red = rgb[i] & 0xff;
            int green = rgb[i + 1] & 0xff;
            int blue = rgb[i + 2] & 0xff;
            sum += (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;
        }
        int pixels = rgb.length / 3;
        return (int) ((double) sum / pixels + 0.5);
    }
}
