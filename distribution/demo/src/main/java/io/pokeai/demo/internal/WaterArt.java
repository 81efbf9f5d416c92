package io.pokeai.demo.internal;

/** Creatures of the water. */
final class WaterArt {
    private WaterArt() {}

    /** A round blue fish with a veil tail and a bubble. */
    static void bubblefin(Pen pen) {
        Colour blue = pen.colour(0.57, 0.72, 0.92);
        Colour fin = pen.colour(0.49, 0.55, 0.98);
        pen.part(
                Shape.blob(
                        0.04, 0.46, 0.05, 0.66, -0.2, 0.92, -0.46, 0.9, -0.2, 0.8, 0.02, 0.9, 0.24, 0.92, 0.5, 0.66,
                        0.28),
                fin);
        pen.mark(Shape.line(0.018, 0.56, -0.06, 0.82, -0.28), fin.darker(0.35));
        pen.mark(Shape.line(0.018, 0.56, 0.12, 0.82, 0.34), fin.darker(0.35));
        pen.part(Shape.blob(0.04, -0.34, -0.5, -0.12, -0.72, 0.1, -0.88, 0.12, -0.68, 0.3, -0.46, -0.02, -0.4), fin);
        pen.part(Shape.ellipse(-0.08, 0.03, 0.68, 0.6), blue);
        pen.mark(Shape.ellipse(-0.16, 0.33, 0.44, 0.24), blue.lighter(0.62));
        pen.part(Shape.blob(0.03, 0.06, 0.12, 0.28, 0.16, 0.44, 0.32, 0.28, 0.42, 0.1, 0.4), fin);
        pen.mark(Shape.circle(0.28, -0.26, 0.06), blue.darker(0.3));
        pen.mark(Shape.circle(0.4, -0.12, 0.045), blue.darker(0.3));
        pen.shine(-0.2, -0.36, 0.17);
        pen.eye(-0.42, -0.1, 0.16, pen.colour(0.6, 0.8, 0.55));
        pen.cheeks(-0.5, 0.14, 0.13);
        pen.smile(-0.52, 0.18, 0.1);
        pen.glow(Shape.circle(-0.78, -0.62, 0.15), Colour.WHITE, 0.55);
        pen.shine(-0.82, -0.66, 0.06);
        pen.glow(Shape.circle(-0.58, -0.82, 0.09), Colour.WHITE, 0.5);
    }

    /** A turtle with moss on its shell and a sprout. */
    static void mosshell(Pen pen) {
        Colour skin = pen.colour(0.2, 0.5, 0.82);
        Colour shell = pen.colour(0.33, 0.68, 0.55);
        pen.part(Shape.ellipse(-0.42, 0.62, 0.17, 0.2), skin);
        pen.part(Shape.ellipse(0.48, 0.62, 0.17, 0.2), skin);
        pen.part(Shape.polygon(0.04, 0.78, 0.42, 0.98, 0.5, 0.78, 0.58), skin);
        pen.part(Shape.ellipse(-0.66, 0.08, 0.32, 0.3), skin);
        pen.part(
                Shape.blob(
                        0.05, -0.54, 0.46, -0.5, 0.08, -0.26, -0.32, 0.12, -0.48, 0.5, -0.32, 0.74, 0.08, 0.78, 0.46,
                        0.12, 0.52),
                shell);
        pen.mark(
                Shape.polygon(0.05, 0.0, -0.2, 0.26, -0.2, 0.36, 0.02, 0.24, 0.22, 0.02, 0.22, -0.1, 0.02),
                shell.lighter(0.3));
        pen.mark(Shape.polygon(0.04, 0.5, -0.08, 0.64, 0.12, 0.5, 0.26), shell.lighter(0.22));
        pen.mark(Shape.polygon(0.04, -0.24, -0.08, -0.38, 0.12, -0.24, 0.26), shell.lighter(0.22));
        pen.part(Shape.line(0.07, -0.54, 0.5, 0.78, 0.5), pen.colour(0.13, 0.45, 0.86));
        pen.line(0.028, 0.13, -0.54, 0.13, -0.74);
        Colour leaf = pen.colour(0.27, 0.78, 0.82);
        pen.part(Shape.ellipse(-0.04, -0.82, 0.19, 0.1, 0.45), leaf);
        pen.part(Shape.ellipse(0.3, -0.82, 0.19, 0.1, -0.45), leaf);
        pen.shine(-0.14, -0.3, 0.13);
        pen.eye(-0.72, 0.0, 0.11, pen.colour(0.08, 0.7, 0.5));
        pen.cheeks(-0.74, 0.17, 0.12);
        pen.smile(-0.74, 0.19, 0.09);
    }
}
