package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * {@code Image.rotate(angle)} of Pillow with its defaults: about the middle, nearest pixels, the size kept, black where nothing is.
 *
 * <p><b>Source</b> Pillow 12.3, {@code PIL/Image.py}: {@code rotate}; {@code libImaging/Geometry.c}: {@code affine_fixed}, which
 * counts in 16 binary places.
 */
final class Rotation {
    private static final double FIXED = 65536.0;
    private static final int FIXED_BITS = 16;
    private static final int DIGITS = 15;
    private static final double DEGREE = Math.PI / 180.0;

    private Rotation() {}

    /** @param degrees counter-clockwise, not a multiple of 90 but 0 */
    static Image of(Image image, double degrees) {
        return degrees % 360.0 == 0 ? image : transformed(image, matrix(image.width(), image.height(), degrees));
    }

    /** Where a pixel comes from: six numbers, x = a0·x' + a1·y' + a2 and y = a3·x' + a4·y' + a5. */
    static double[] matrix(int width, int height, double degrees) {
        double turn = degrees % 360.0;
        turn = turn < 0 ? turn + 360.0 : turn;
        double radians = -(turn * DEGREE);
        double cos = rounded(StrictMath.cos(radians));
        double sin = rounded(StrictMath.sin(radians));
        double x = width / 2.0;
        double y = height / 2.0;
        return new double[] {cos, sin, cos * -x + sin * -y + 0.0 + x, -sin, cos, -sin * -x + cos * -y + 0.0 + y};
    }

    private static double rounded(double value) {
        return new BigDecimal(value).setScale(DIGITS, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static Image transformed(Image image, double[] a) {
        int width = image.width();
        int height = image.height();
        byte[] pixels = image.rgb();
        byte[] result = new byte[pixels.length];
        int stepX = fixed(a[0]);
        int stepY = fixed(a[3]);
        int rowX = fixed(a[2] + a[0] * 0.5 + a[1] * 0.5);
        int rowY = fixed(a[5] + a[3] * 0.5 + a[4] * 0.5);
        int at = 0;
        for (int y = 0; y < height; y++) {
            int sourceX = rowX;
            int sourceY = rowY;
            for (int x = 0; x < width; x++, at += Image.CHANNELS) {
                int column = sourceX >> FIXED_BITS;
                int row = sourceY >> FIXED_BITS;
                if (column >= 0 && column < width && row >= 0 && row < height) {
                    int from = (row * width + column) * Image.CHANNELS;
                    result[at] = pixels[from];
                    result[at + 1] = pixels[from + 1];
                    result[at + 2] = pixels[from + 2];
                }
                sourceX += stepX;
                sourceY += stepY;
            }
            rowX += fixed(a[1]);
            rowY += fixed(a[4]);
        }
        return new Image(width, height, result);
    }

    private static int fixed(double value) {
        return (int) Math.floor(value * FIXED + 0.5);
    }
}
