package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;

/**
 * Pillow's {@code ImageFilter.SMOOTH}: the mean of a pixel, five times, and its eight neighbours; pixels at the rim stay.
 *
 * <p><b>Source</b> Pillow 12.3, {@code PIL/ImageFilter.py}; {@code libImaging/Filter.c}: {@code ImagingFilter3x3}, in float32.
 */
final class Smoothing {
    private static final int MAX = 255;
    private static final float RIM = (float) (1 / 13.0);
    private static final float MIDDLE = (float) (5 / 13.0);

    private Smoothing() {}

    static byte[] of(Image image) {
        int width = image.width();
        int height = image.height();
        byte[] pixels = image.rgb();
        byte[] result = pixels.clone();
        int row = width * Image.CHANNELS;
        for (int y = 1; y < height - 1; y++) {
            for (int i = y * row + Image.CHANNELS; i < (y + 1) * row - Image.CHANNELS; i++) {
                float sum = 0.5f;
                sum += line(pixels, i + row, RIM);
                sum += line(pixels, i, MIDDLE);
                sum += line(pixels, i - row, RIM);
                result[i] = (byte) Math.max(0, Math.min(MAX, (int) sum));
            }
        }
        return result;
    }

    private static float line(byte[] pixels, int at, float middle) {
        return (pixels[at - Image.CHANNELS] & MAX) * RIM
                + (pixels[at] & MAX) * middle
                + (pixels[at + Image.CHANNELS] & MAX) * RIM;
    }
}
