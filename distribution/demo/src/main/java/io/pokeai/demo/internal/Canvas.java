package io.pokeai.demo.internal;

import io.pokeai.engine.api.Image;

/**
 * Pixels that shapes are painted on, with smooth edges. Plain arithmetic, so that the same drawing has the same bytes on
 * every machine, and so that a Java without {@code java.desktop} can draw.
 *
 * <p><b>Threads</b> confined to one.
 */
final class Canvas {
    private static final float BYTE_RANGE = 255f;

    private final int width;
    private final int height;
    private final float[] rgb;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new float[width * height * Image.CHANNELS];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Everything, from one colour at the top to another at the bottom. */
    void background(Colour top, Colour bottom) {
        for (int y = 0; y < height; y++) {
            Colour colour = top.mix(bottom, height == 1 ? 0 : (double) y / (height - 1));
            for (int x = 0; x < width; x++) {
                blend(x, y, colour, 1f);
            }
        }
    }

    /**
     * @param pose where the shape's coordinates lie on this canvas
     * @param grow makes the shape larger, in its own units; for outlines
     * @param soft width of the edge in pixels: 1 is crisp
     */
    void paint(Shape shape, Pose pose, Paint paint, double grow, double soft) {
        double reach = (shape.radius() + grow) * pose.scale() + soft;
        double centreX = pose.px(shape.x(), shape.y());
        double centreY = pose.py(shape.x(), shape.y());
        int left = (int) Math.max(0, Math.floor(centreX - reach));
        int right = (int) Math.min(width - 1, Math.ceil(centreX + reach));
        int top = (int) Math.max(0, Math.floor(centreY - reach));
        int bottom = (int) Math.min(height - 1, Math.ceil(centreY + reach));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double u = pose.u(x + 0.5, y + 0.5);
                double v = pose.v(x + 0.5, y + 0.5);
                double distance = (shape.distance(u, v) - grow) * pose.scale();
                double cover = Math.max(0, Math.min(1, 0.5 - distance / soft));
                if (cover > 0) {
                    blend(x, y, paint.at(v), (float) (cover * paint.opacity()));
                }
            }
        }
    }

    private void blend(int x, int y, Colour colour, float share) {
        int at = (y * width + x) * Image.CHANNELS;
        rgb[at] += (colour.red() - rgb[at]) * share;
        rgb[at + 1] += (colour.green() - rgb[at + 1]) * share;
        rgb[at + 2] += (colour.blue() - rgb[at + 2]) * share;
    }

    /** Copies a picture to a place where it fits. */
    void copy(Image picture, int left, int top) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                Colour colour = new Colour(
                        picture.sample(x, y, 0) / BYTE_RANGE,
                        picture.sample(x, y, 1) / BYTE_RANGE,
                        picture.sample(x, y, 2) / BYTE_RANGE);
                blend(left + x, top + y, colour, 1f);
            }
        }
    }

    Image toImage() {
        byte[] bytes = new byte[rgb.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(Math.max(0f, Math.min(1f, rgb[i])) * BYTE_RANGE);
        }
        return new Image(width, height, bytes);
    }
}
