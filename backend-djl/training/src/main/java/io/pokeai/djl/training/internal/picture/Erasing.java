package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;
import java.util.Arrays;

/**
 * A rectangle of a picture that becomes black.
 *
 * @param width 0 for none
 */
record Erasing(int left, int top, int width, int height) {
    private static final int TRIES = 10;
    private static final double LEAST_AREA = 0.02;
    private static final double MOST_AREA = 0.33;
    private static final double LEAST_RATIO = 0.3;
    private static final double MOST_RATIO = 3.3;

    /**
     * What torchvision's {@code RandomErasing.get_params} draws: a share of the area and a ratio of height to width; nothing after ten
     * that do not fit.
     */
    static Erasing draw(Draws draws, int width, int height) {
        double logLow = StrictMath.log(LEAST_RATIO);
        double logHigh = StrictMath.log(MOST_RATIO);
        for (int i = 0; i < TRIES; i++) {
            double area = (double) width * height * draws.between(LEAST_AREA, MOST_AREA);
            double ratio = StrictMath.exp(draws.between(logLow, logHigh));
            int h = (int) Math.rint(Math.sqrt(area * ratio));
            int w = (int) Math.rint(Math.sqrt(area / ratio));
            if (h < height && w < width) {
                int top = draws.below(height - h + 1);
                return new Erasing(draws.below(width - w + 1), top, w, h);
            }
        }
        return new Erasing(0, 0, 0, 0);
    }

    Image of(Image image) {
        byte[] pixels = image.rgb();
        byte[] result = pixels.clone();
        for (int y = top; y < top + height; y++) {
            int from = (y * image.width() + left) * Image.CHANNELS;
            Arrays.fill(result, from, from + width * Image.CHANNELS, (byte) 0);
        }
        return new Image(image.width(), image.height(), result);
    }
}
