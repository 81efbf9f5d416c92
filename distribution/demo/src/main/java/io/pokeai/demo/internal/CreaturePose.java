package io.pokeai.demo.internal;

/**
 * Where a drawing lies on a canvas: its coordinates run from about -1 to 1, y downwards.
 *
 * @param x of the origin, in pixels
 * @param y of the origin, in pixels
 * @param scale pixels for one unit
 * @param cos of the turn
 * @param sin of the turn
 * @param mirrored whether left is right
 */
record CreaturePose(double x, double y, double scale, double cos, double sin, boolean mirrored) {
    static CreaturePose of(double x, double y, double scale) {
        return new CreaturePose(x, y, scale, 1, 0, false);
    }

    static CreaturePose of(double x, double y, double scale, double angle, boolean mirrored) {
        return new CreaturePose(x, y, scale, StrictMath.cos(angle), StrictMath.sin(angle), mirrored);
    }

    /** The drawing's x for a pixel. */
    double u(double px, double py) {
        double u = (cos * (px - x) + sin * (py - y)) / scale;
        return mirrored ? -u : u;
    }

    /** The drawing's y for a pixel. */
    double v(double px, double py) {
        return (cos * (py - y) - sin * (px - x)) / scale;
    }

    /** The pixel column of a point of the drawing. */
    double px(double u, double v) {
        double right = mirrored ? -u : u;
        return x + scale * (cos * right - sin * v);
    }

    /** The pixel row of a point of the drawing. */
    double py(double u, double v) {
        double right = mirrored ? -u : u;
        return y + scale * (sin * right + cos * v);
    }
}
