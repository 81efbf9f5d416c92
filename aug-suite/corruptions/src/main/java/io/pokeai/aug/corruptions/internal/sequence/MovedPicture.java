package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.engine.api.Image;

/**
 * A picture with what a model sees in its middle. Beyond the picture all is black.
 *
 * @param picture the crop, and {@code margin} pixels more on each of its four sides
 */
record MovedPicture(Frame picture, int margin) {
    int width() {
        return picture.width() - 2 * margin;
    }

    int height() {
        return picture.height() - 2 * margin;
    }

    /** Writes the crop of the picture moved to the right by whole pixels. */
    void sideways(int right, byte[] out) {
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                int from = x + margin - right;
                for (int k = 0; k < Image.CHANNELS; k++) {
                    boolean outside = from < 0 || from >= picture.width();
                    out[(y * width() + x) * Image.CHANNELS + k] =
                            outside ? 0 : picture.in()[(y + margin) * picture.stride() + Image.CHANNELS * from + k];
                }
            }
        }
    }

    /**
     * Writes the crop of the picture mapped about its centre: a point (x, y) of the result, from the centre, shows {@code (xx x +
     * xy y, yx x + yy y)} of the picture, interpolated bilinearly and truncated.
     *
     * <p><b>Source</b> Pillow's {@code Image.transform(AFFINE, BILINEAR)}, src/libImaging/Geometry.c, with torchvision's {@code
     * affine} for the centre; every step in double.
     */
    void mapped(double xx, double xy, double yx, double yy, byte[] out) {
        double centreX = picture.width() * 0.5;
        double centreY = picture.height() * 0.5;
        double right = xx * -centreX + xy * -centreY + centreX;
        double down = yx * -centreX + yy * -centreY + centreY;
        for (int y = 0; y < height(); y++) {
            double rowFrom = y + margin + 0.5;
            for (int x = 0; x < width(); x++) {
                double columnFrom = x + margin + 0.5;
                double column = xx * columnFrom + xy * rowFrom + right;
                double row = yx * columnFrom + yy * rowFrom + down;
                sample(row, column, out, (y * width() + x) * Image.CHANNELS);
            }
        }
    }

    private void sample(double row, double column, byte[] out, int to) {
        if (column < 0 || column >= picture.width() || row < 0 || row >= picture.height()) {
            out[to] = 0;
            out[to + 1] = 0;
            out[to + 2] = 0;
            return;
        }
        int top = (int) Math.floor(row - 0.5);
        int left = (int) Math.floor(column - 0.5);
        double v = row - 0.5 - top;
        double u = column - 0.5 - left;
        int upper = Math.max(0, top) * picture.stride();
        int lower = Math.min(picture.height() - 1, top + 1) * picture.stride();
        int near = Image.CHANNELS * Math.max(0, left);
        int far = Image.CHANNELS * Math.min(picture.width() - 1, left + 1);
        byte[] in = picture.in();
        for (int k = 0; k < Image.CHANNELS; k++) {
            double above = between(in[upper + near + k], in[upper + far + k], u);
            double below = between(in[lower + near + k], in[lower + far + k], u);
            out[to + k] = (byte) (int) (above + (below - above) * v);
        }
    }

    private static double between(byte one, byte other, double share) {
        int from = one & 0xff;
        return from + ((other & 0xff) - from) * share;
    }
}
