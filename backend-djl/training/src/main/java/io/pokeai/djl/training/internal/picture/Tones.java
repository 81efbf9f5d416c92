package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;

/**
 * Pillow's {@code ImageOps} that give each tone of a colour another one.
 *
 * <p><b>Source</b> Pillow 12.3, {@code PIL/ImageOps.py}: {@code posterize}, {@code solarize}, {@code autocontrast}, {@code equalize}.
 */
final class Tones {
    private static final int MAX = 255;
    private static final int COUNT = 256;
    private static final int BITS = 8;

    private Tones() {}

    /** Only the upper bits of each tone are kept. */
    static Image posterized(Image image, int bits) {
        int mask = -(1 << (BITS - bits));
        return replaced(image, (band, tone) -> tone & mask);
    }

    /** Tones from a threshold on are inverted. */
    static Image solarized(Image image, double threshold) {
        return replaced(image, (band, tone) -> tone < threshold ? tone : MAX - tone);
    }

    /** Each colour from its darkest to its brightest tone is spread over all tones. */
    static Image stretched(Image image) {
        int[][] counts = counts(image);
        int[][] tables = new int[Image.CHANNELS][COUNT];
        for (int band = 0; band < Image.CHANNELS; band++) {
            int low = 0;
            while (low < MAX && counts[band][low] == 0) {
                low++;
            }
            int high = MAX;
            while (high > 0 && counts[band][high] == 0) {
                high--;
            }
            double scale = high > low ? 255.0 / (high - low) : 1;
            double offset = high > low ? -low * scale : 0;
            for (int tone = 0; tone < COUNT; tone++) {
                tables[band][tone] = bounded((int) (tone * scale + offset));
            }
        }
        return replaced(image, (band, tone) -> tables[band][tone]);
    }

    /** All tones of each colour become about as frequent as the others. */
    static Image equalized(Image image) {
        int[][] counts = counts(image);
        int[][] tables = new int[Image.CHANNELS][COUNT];
        for (int band = 0; band < Image.CHANNELS; band++) {
            int last = MAX;
            while (last > 0 && counts[band][last] == 0) {
                last--;
            }
            int step = (image.width() * image.height() - counts[band][last]) / MAX;
            int sum = step / 2;
            for (int tone = 0; tone < COUNT; tone++) {
                tables[band][tone] = step == 0 ? tone : bounded(sum / step);
                sum += counts[band][tone];
            }
        }
        return replaced(image, (band, tone) -> tables[band][tone]);
    }

    private static int bounded(int tone) {
        return Math.max(0, Math.min(MAX, tone));
    }

    private static int[][] counts(Image image) {
        int[][] counts = new int[Image.CHANNELS][COUNT];
        byte[] pixels = image.rgb();
        for (int i = 0; i < pixels.length; i++) {
            counts[i % Image.CHANNELS][pixels[i] & MAX]++;
        }
        return counts;
    }

    @FunctionalInterface
    private interface Table {
        int of(int band, int tone);
    }

    private static Image replaced(Image image, Table table) {
        byte[] pixels = image.rgb();
        byte[] result = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            result[i] = (byte) table.of(i % Image.CHANNELS, pixels[i] & MAX);
        }
        return new Image(image.width(), image.height(), result);
    }
}
