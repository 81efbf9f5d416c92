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
    private static final int BLOCK = 8;
    private static final double HALF_DIAGONAL = BLOCK * 0.7072;

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
                set(x, y, colour);
            }
        }
    }

    /** A shape with a crisp edge. */
    void paint(Shape shape, CreaturePose pose, Paint paint) {
        paint(shape, pose, new Layers(paint, paint, 0, 1));
    }

    /** A shape with an edge {@code soft} pixels wide. */
    void paintSoft(Shape shape, CreaturePose pose, Paint paint, double soft) {
        paint(shape, pose, new Layers(paint, paint, 0, Math.max(1, soft)));
    }

    /** A shape with a rim around it, in the shape's units. */
    void paintRimmed(Shape shape, CreaturePose pose, Paint paint, double rim, Paint rimPaint) {
        paint(shape, pose, new Layers(paint, rimPaint, rim, 1));
    }

    private record Layers(Paint paint, Paint rimPaint, double rim, double soft) {}

    private void paint(Shape shape, CreaturePose pose, Layers layers) {
        double reach = (shape.radius() + layers.rim()) * pose.scale() + layers.soft();
        double centreX = pose.px(shape.x(), shape.y());
        double centreY = pose.py(shape.x(), shape.y());
        int left = (int) Math.max(0, Math.floor(centreX - reach));
        int right = (int) Math.min(width - 1, Math.ceil(centreX + reach));
        int top = (int) Math.max(0, Math.floor(centreY - reach));
        int bottom = (int) Math.min(height - 1, Math.ceil(centreY + reach));
        double margin = HALF_DIAGONAL + layers.soft();
        for (int y = top; y <= bottom; y += BLOCK) {
            for (int x = left; x <= right; x += BLOCK) {
                double u = pose.u(x + BLOCK / 2.0, y + BLOCK / 2.0);
                double v = pose.v(x + BLOCK / 2.0, y + BLOCK / 2.0);
                // A distance changes by no more than one goes: far from the edge, one look tells of a whole block.
                double clearance = shape.clearance(u, v) * pose.scale();
                int toX = Math.min(x + BLOCK - 1, right);
                int toY = Math.min(y + BLOCK - 1, bottom);
                if (clearance < -margin) {
                    fill(x, y, toX, toY, pose, layers.paint());
                } else if (clearance <= margin + layers.rim() * pose.scale()) {
                    edge(x, y, toX, toY, shape, pose, layers);
                }
            }
        }
    }

    private void fill(int fromX, int fromY, int toX, int toY, CreaturePose pose, Paint paint) {
        for (int y = fromY; y <= toY; y++) {
            for (int x = fromX; x <= toX; x++) {
                blend(x, y, paint, pose.v(x + 0.5, y + 0.5), 1);
            }
        }
    }

    private void edge(int fromX, int fromY, int toX, int toY, Shape shape, CreaturePose pose, Layers layers) {
        for (int y = fromY; y <= toY; y++) {
            for (int x = fromX; x <= toX; x++) {
                double u = pose.u(x + 0.5, y + 0.5);
                double v = pose.v(x + 0.5, y + 0.5);
                double distance = shape.distance(u, v) * pose.scale() / layers.soft();
                if (layers.rim() > 0) {
                    blend(x, y, layers.rimPaint(), v, 0.5 - distance + layers.rim() * pose.scale());
                }
                blend(x, y, layers.paint(), v, 0.5 - distance);
            }
        }
    }

    private void blend(int x, int y, Paint paint, double v, double cover) {
        if (cover <= 0) {
            return;
        }
        float share = (float) Math.max(0, Math.min(1, (v + 1) / 2));
        float opacity = (float) (Math.min(1, cover) * paint.opacity());
        Colour top = paint.top();
        Colour bottom = paint.bottom();
        int at = (y * width + x) * Image.CHANNELS;
        rgb[at] += (top.red() + (bottom.red() - top.red()) * share - rgb[at]) * opacity;
        rgb[at + 1] += (top.green() + (bottom.green() - top.green()) * share - rgb[at + 1]) * opacity;
        rgb[at + 2] += (top.blue() + (bottom.blue() - top.blue()) * share - rgb[at + 2]) * opacity;
    }

    private void set(int x, int y, Colour colour) {
        int at = (y * width + x) * Image.CHANNELS;
        rgb[at] = colour.red();
        rgb[at + 1] = colour.green();
        rgb[at + 2] = colour.blue();
    }

    /** Copies a picture to a place where it fits. */
    void copy(Image picture, int left, int top) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                Colour colour = new Colour(
                        picture.sample(x, y, 0) / BYTE_RANGE,
                        picture.sample(x, y, 1) / BYTE_RANGE,
                        picture.sample(x, y, 2) / BYTE_RANGE);
                set(left + x, top + y, colour);
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
