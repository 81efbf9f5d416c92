package io.pokeai.demo.internal;

/** Draws the parts of one creature: lit bodies with an ink outline, eyes, smiles. */
final class Pen {
    private static final double OUTLINE = 0.035;

    private final Canvas canvas;
    private final CreaturePose pose;
    private final double hueShift;
    private final double saturation;

    /**
     * @param hueShift added to every hue, in turns
     * @param saturation multiplies every saturation
     */
    Pen(Canvas canvas, CreaturePose pose, double hueShift, double saturation) {
        this.canvas = canvas;
        this.pose = pose;
        this.hueShift = hueShift;
        this.saturation = saturation;
    }

    /** A colour of this individual. */
    Colour colour(double hue, double sat, double value) {
        return Colour.hsv(hue + hueShift, Math.min(1, sat * saturation), value);
    }

    /** A solid part with an outline. */
    void part(Shape shape, Colour colour) {
        canvas.paintRimmed(shape, pose, Paint.lit(colour), OUTLINE, Paint.flat(colour.darker(0.72)));
    }

    /** A marking without an outline. */
    void mark(Shape shape, Colour colour) {
        canvas.paint(shape, pose, Paint.lit(colour));
    }

    /** Something one sees through, with a soft edge. */
    void glow(Shape shape, Colour colour, double opacity) {
        canvas.paintSoft(shape, pose, Paint.glass(colour, opacity), pose.scale() * 0.12);
    }

    /** A highlight, up and to the left. */
    void shine(double x, double y, double size) {
        canvas.paintSoft(Shape.ellipse(x, y, size, size * 0.6, -0.6), pose, Paint.glass(Colour.WHITE, 0.45), 1.5);
    }

    /** A big eye that looks a little to the side. */
    void eye(double x, double y, double size, Colour iris) {
        Shape white = Shape.ellipse(x, y, size, size * 1.2);
        Shape ring = Shape.ellipse(x + size * 0.15, y + size * 0.12, size * 0.68, size * 0.88);
        Shape pupil = Shape.ellipse(x + size * 0.15, y + size * 0.15, size * 0.42, size * 0.58);
        Shape glint = Shape.circle(x - size * 0.12, y - size * 0.32, size * 0.26);
        canvas.paintRimmed(white, pose, Paint.flat(Colour.WHITE), OUTLINE * 0.7, Paint.flat(Colour.INK));
        canvas.paint(ring, pose, Paint.flat(iris.darker(0.2)));
        canvas.paint(pupil, pose, Paint.flat(Colour.INK));
        canvas.paint(glint, pose, Paint.flat(Colour.WHITE));
    }

    /** A dark line through points. */
    void line(double halfWidth, double... points) {
        canvas.paint(Shape.line(halfWidth, points), pose, Paint.flat(Colour.INK));
    }

    /** A small smile below {@code y}. */
    void smile(double x, double y, double width) {
        line(
                0.022,
                x - width,
                y,
                x - width * 0.5,
                y + width * 0.38,
                x,
                y + width * 0.5,
                x + width * 0.5,
                y + width * 0.38,
                x + width,
                y);
    }

    /** Rosy cheeks left and right of {@code x}. */
    void cheeks(double x, double y, double apart) {
        Colour rose = new Colour(1f, 0.45f, 0.5f);
        glow(Shape.ellipse(x - apart, y, 0.1, 0.07), rose, 0.55);
        glow(Shape.ellipse(x + apart, y, 0.1, 0.07), rose, 0.55);
    }
}
