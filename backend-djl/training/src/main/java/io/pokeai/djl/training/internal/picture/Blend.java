package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;
import java.util.function.IntUnaryOperator;

/**
 * Pillow's {@code ImageEnhance}: a picture between itself and one that lacks something, or beyond.
 *
 * <p><b>Source</b> Pillow 12.3, {@code libImaging/Blend.c}: float32, cut off towards 0, and bounded where the factor is not within
 * 0 to 1; {@code PIL/ImageEnhance.py}.
 */
final class Blend {
    private static final int MAX = 255;

    private Blend() {}

    /** {@code ImageEnhance.Brightness(image).enhance(factor)}. */
    static Image brightness(Image image, float factor) {
        return from(image, factor, i -> 0);
    }

    /** {@code ImageEnhance.Contrast(image).enhance(factor)}: from a grey of the mean brightness. */
    static Image contrast(Image image, float factor) {
        byte[] pixels = image.rgb();
        long sum = 0;
        for (int i = 0; i < pixels.length; i += Image.CHANNELS) {
            sum += luma(pixels, i);
        }
        int count = pixels.length / Image.CHANNELS;
        int mean = (int) ((double) sum / count + 0.5);
        return from(image, factor, i -> mean);
    }

    /** {@code ImageEnhance.Color(image).enhance(factor)}: from the picture without colours. */
    static Image saturation(Image image, float factor) {
        byte[] pixels = image.rgb();
        return from(image, factor, i -> luma(pixels, i - i % Image.CHANNELS));
    }

    /** {@code ImageEnhance.Sharpness(image).enhance(factor)}: from the picture made smooth. */
    static Image sharpness(Image image, float factor) {
        byte[] smooth = Smoothing.of(image);
        return from(image, factor, i -> smooth[i] & MAX);
    }

    /** {@code convert("L")} of the pixel that begins at an index: ITU-R 601-2 in 16 binary places. */
    private static int luma(byte[] pixels, int at) {
        int red = pixels[at] & MAX;
        int green = pixels[at + 1] & MAX;
        int blue = pixels[at + 2] & MAX;
        return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    }

    private static Image from(Image image, float factor, IntUnaryOperator lacking) {
        if (factor == 1) {
            return image;
        }
        byte[] pixels = image.rgb();
        byte[] result = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int without = lacking.applyAsInt(i);
            float value = without + factor * ((pixels[i] & MAX) - without);
            result[i] = (byte) Math.max(0, Math.min(MAX, (int) value));
        }
        return new Image(image.width(), image.height(), result);
    }
}
