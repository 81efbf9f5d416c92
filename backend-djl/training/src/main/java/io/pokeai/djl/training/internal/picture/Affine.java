package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;

/**
 * A picture that is sheared, moved or turned, with bilinear pixels, its size kept, black where nothing is.
 *
 * <p><b>Source</b> torchvision 0.28, {@code transforms/functional.py}: {@code affine}, {@code _get_inverse_affine_matrix}; Pillow 12.3,
 * {@code PIL/Image.py}: {@code rotate}; {@code libImaging/Geometry.c}: {@code ImagingGenericTransform}, {@code affine_transform},
 * {@code bilinear_filter32RGB}, in float64.
 */
final class Affine {
    private static final int MAX = 255;
    private static final double DEGREES = 180.0 / Math.PI;
    private static final double RADIANS = Math.PI / 180.0;

    private Affine() {}

    /** Sheared about the upper left corner: each row, or column, is moved by so much of its distance. */
    static Image shear(Image image, double alongX, double alongY) {
        return transformed(image, inverse(0, 0, 0, 0, angle(alongX), angle(alongY)));
    }

    /** There and back, as torchvision does it: by way of degrees. */
    private static double angle(double slope) {
        return StrictMath.atan(slope) * DEGREES * RADIANS;
    }

    /** Moved to the right and down, by whole pixels. */
    static Image moved(Image image, int right, int down) {
        return transformed(image, inverse(image.width() * 0.5, image.height() * 0.5, right, down, 0, 0));
    }

    /** Turned about the middle, counter-clockwise. */
    static Image turned(Image image, double degrees) {
        return transformed(image, Rotation.matrix(image.width(), image.height(), degrees));
    }

    /** Where a pixel comes from: six numbers, x = a0·x' + a1·y' + a2 and y = a3·x' + a4·y' + a5. */
    private static double[] inverse(double cx, double cy, double tx, double ty, double sx, double sy) {
        double a = StrictMath.cos(-sy) / StrictMath.cos(sy);
        double b = -StrictMath.cos(-sy) * StrictMath.tan(sx) / StrictMath.cos(sy) - 0.0;
        double c = StrictMath.sin(-sy) / StrictMath.cos(sy);
        double d = -StrictMath.sin(-sy) * StrictMath.tan(sx) / StrictMath.cos(sy) + 1.0;
        double x = d * (-cx - tx) + -b * (-cy - ty);
        double y = -c * (-cx - tx) + a * (-cy - ty);
        return new double[] {d, -b, x + cx, -c, a, y + cy};
    }

    private static Image transformed(Image image, double... m) {
        int width = image.width();
        int height = image.height();
        byte[] pixels = image.rgb();
        byte[] result = new byte[pixels.length];
        int at = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++, at += Image.CHANNELS) {
                double x = m[0] * (column + 0.5) + m[1] * (row + 0.5) + m[2];
                double y = m[3] * (column + 0.5) + m[4] * (row + 0.5) + m[5];
                if (x >= 0 && x < width && y >= 0 && y < height) {
                    sample(pixels, width, height, x - 0.5, y - 0.5, result, at);
                }
            }
        }
        return new Image(width, height, result);
    }

    private static void sample(byte[] pixels, int width, int height, double x, double y, byte[] result, int at) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double dx = x - column;
        double dy = y - row;
        int left = Math.max(0, Math.min(width - 1, column)) * Image.CHANNELS;
        int right = Math.max(0, Math.min(width - 1, column + 1)) * Image.CHANNELS;
        int upper = Math.max(0, Math.min(height - 1, row)) * width * Image.CHANNELS;
        int lower = Math.max(0, Math.min(height - 1, row + 1)) * width * Image.CHANNELS;
        for (int band = 0; band < Image.CHANNELS; band++) {
            double above = between(pixels[upper + left + band], pixels[upper + right + band], dx);
            double below =
                    row + 1 < height ? between(pixels[lower + left + band], pixels[lower + right + band], dx) : above;
            result[at + band] = (byte) (int) (above + (below - above) * dy);
        }
    }

    private static double between(byte left, byte right, double share) {
        int from = left & MAX;
        return from + ((right & MAX) - from) * share;
    }
}
