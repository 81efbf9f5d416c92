package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;
import java.nio.ByteBuffer;

/**
 * A part of a picture, in pixels.
 *
 * @param left at least 0
 * @param top at least 0
 */
record Region(int left, int top, int width, int height) {
    private static final int TRIES = 10;

    /**
     * What torchvision's {@code RandomResizedCrop.get_params} draws: a part of a share of the area and of an aspect ratio; after ten
     * that do not fit the largest part in the middle whose ratio is allowed.
     *
     * @param least share of the area, above 0
     * @param most share of the area, at most 1
     */
    static Region draw(Draws draws, int width, int height, double least, double most) {
        double logLow = StrictMath.log(3.0 / 4.0);
        double logHigh = StrictMath.log(4.0 / 3.0);
        for (int i = 0; i < TRIES; i++) {
            double area = (double) width * height * draws.between(least, most);
            double ratio = StrictMath.exp(draws.between(logLow, logHigh));
            int w = (int) Math.rint(Math.sqrt(area * ratio));
            int h = (int) Math.rint(Math.sqrt(area / ratio));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                int top = draws.below(height - h + 1);
                int left = draws.below(width - w + 1);
                return new Region(left, top, w, h);
            }
        }
        return middle(width, height);
    }

    private static Region middle(int width, int height) {
        double ratio = (double) width / height;
        int w = width;
        int h = height;
        if (ratio < 3.0 / 4.0) {
            h = (int) Math.rint(w / (3.0 / 4.0));
        } else if (ratio > 4.0 / 3.0) {
            w = (int) Math.rint(h * (4.0 / 3.0));
        }
        return new Region((width - w) / 2, (height - h) / 2, w, h);
    }

    /** A copy of this part. */
    Image of(Image image) {
        if (width == image.width() && height == image.height()) {
            return image;
        }
        ByteBuffer pixels = image.asByteBuffer();
        byte[] part = new byte[width * height * Image.CHANNELS];
        for (int y = 0; y < height; y++) {
            int from = ((top + y) * image.width() + left) * Image.CHANNELS;
            pixels.get(from, part, y * width * Image.CHANNELS, width * Image.CHANNELS);
        }
        return new Image(width, height, part);
    }
}
