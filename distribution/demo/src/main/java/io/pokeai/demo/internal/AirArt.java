package io.pokeai.demo.internal;

/** Creatures of the air. */
final class AirArt {
    private AirArt() {}

    /** A round yellow chick with a crest of lightning. */
    static void voltbeak(Pen pen) {
        Colour down = pen.colour(0.145, 0.8, 1.0);
        Colour orange = pen.colour(0.08, 0.85, 0.98);
        pen.part(Shape.line(0.045, -0.18, 0.6, -0.2, 0.88, -0.32, 0.92), orange);
        pen.part(Shape.line(0.045, 0.2, 0.6, 0.22, 0.88, 0.1, 0.92), orange);
        pen.part(
                Shape.polygon(
                        0.03, -0.1, -0.5, -0.3, -0.78, -0.1, -0.76, -0.16, -1.0, 0.24, -0.68, 0.06, -0.7, 0.2, -0.5),
                pen.colour(0.03, 0.75, 0.95));
        pen.part(
                Shape.blob(
                        0.03, 0.5, 0.06, 0.72, -0.1, 0.94, -0.26, 0.9, 0.0, 0.98, 0.14, 0.86, 0.24, 0.86, 0.4, 0.54,
                        0.42),
                down.darker(0.1));
        pen.part(Shape.ellipse(0.02, 0.1, 0.62, 0.6), down);
        pen.mark(Shape.ellipse(-0.1, 0.36, 0.36, 0.28), down.lighter(0.6));
        pen.part(
                Shape.blob(0.03, 0.16, 0.12, 0.36, 0.06, 0.58, 0.14, 0.52, 0.3, 0.38, 0.44, 0.2, 0.38),
                down.darker(0.12));
        pen.mark(
                Shape.polygon(
                        0.0, 0.3, -0.22, 0.52, -0.26, 0.44, -0.12, 0.58, -0.12, 0.36, 0.06, 0.4, -0.08, 0.28, -0.08),
                pen.colour(0.03, 0.75, 0.95));
        pen.eye(-0.3, -0.14, 0.13, pen.colour(0.62, 0.5, 0.4));
        pen.eye(0.06, -0.14, 0.13, pen.colour(0.62, 0.5, 0.4));
        pen.part(Shape.polygon(0.04, -0.28, 0.08, -0.02, 0.06, -0.16, 0.24), orange);
        pen.line(0.014, -0.28, 0.1, -0.02, 0.09);
        pen.cheeks(-0.13, 0.1, 0.32);
    }

    /** A pale moth with wide wings and feathery feelers. */
    static void frostmoth(Pen pen) {
        Colour wing = pen.colour(0.52, 0.22, 1.0);
        Colour deep = pen.colour(0.6, 0.45, 0.95);
        for (int side = -1; side <= 1; side += 2) {
            pen.part(Shape.ellipse(side * 0.46, 0.42, 0.38, 0.26, side * 0.7), wing.darker(0.06));
            pen.mark(Shape.circle(side * 0.52, 0.48, 0.12), deep);
            pen.part(
                    Shape.blob(
                            0.06,
                            side * 0.08,
                            0.08,
                            side * 0.3,
                            -0.42,
                            side * 0.66,
                            -0.74,
                            side * 0.92,
                            -0.6,
                            side * 0.86,
                            -0.16,
                            side * 0.5,
                            0.2),
                    wing);
            pen.mark(Shape.ellipse(side * 0.6, -0.34, 0.17, 0.15, 0), deep);
            pen.mark(Shape.ellipse(side * 0.6, -0.34, 0.09, 0.08, 0), wing.lighter(0.7));
            pen.mark(Shape.line(0.02, side * 0.22, 0.0, side * 0.36, -0.22), deep);
            pen.line(0.02, side * 0.06, -0.42, side * 0.16, -0.74, side * 0.34, -0.88);
            pen.line(0.016, side * 0.13, -0.66, side * 0.26, -0.66);
            pen.line(0.016, side * 0.19, -0.78, side * 0.34, -0.76);
        }
        Colour fur = pen.colour(0.56, 0.08, 0.98);
        pen.part(Shape.ellipse(0, 0.38, 0.17, 0.4), fur);
        pen.mark(Shape.line(0.03, -0.13, 0.42, 0.13, 0.42), deep);
        pen.mark(Shape.line(0.03, -0.11, 0.58, 0.11, 0.58), deep);
        pen.part(Shape.ellipse(0, 0.04, 0.26, 0.15), fur.lighter(0.5));
        pen.part(Shape.circle(0, -0.2, 0.27), fur);
        pen.eye(-0.12, -0.2, 0.09, pen.colour(0.6, 0.7, 0.6));
        pen.eye(0.12, -0.2, 0.09, pen.colour(0.6, 0.7, 0.6));
        pen.cheeks(0, -0.06, 0.18);
        pen.smile(0, -0.07, 0.06);
    }

    /** A pink jelly that carries a star and trails ribbons. */
    static void starjelly(Pen pen) {
        Colour pink = pen.colour(0.94, 0.5, 0.98);
        for (int i = -2; i <= 2; i++) {
            double x = i * 0.23;
            double sway = i % 2 == 0 ? 0.07 : -0.07;
            pen.part(
                    Shape.ribbon(0.055, x, 0.1, x + sway, 0.36, x - sway, 0.62, x + sway * 0.6, 0.86),
                    pink.lighter(0.25));
        }
        pen.part(
                Shape.blob(
                        0.1, -0.6, 0.06, -0.54, -0.32, -0.28, -0.62, 0, -0.7, 0.28, -0.62, 0.54, -0.32, 0.6, 0.06, 0.42,
                        0.22, 0.2, 0.14, 0, 0.22, -0.2, 0.14, -0.42, 0.22),
                pink);
        pen.glow(Shape.ellipse(0, -0.3, 0.42, 0.3), pink.lighter(0.7), 0.5);
        pen.part(star(0.0, -0.42, 0.22), pen.colour(0.15, 0.65, 1.0));
        pen.shine(-0.4, -0.4, 0.13);
        pen.eye(-0.22, 0.0, 0.12, pen.colour(0.85, 0.8, 0.55));
        pen.eye(0.22, 0.0, 0.12, pen.colour(0.85, 0.8, 0.55));
        pen.cheeks(0, 0.16, 0.36);
        pen.smile(0, 0.12, 0.08);
    }

    private static Shape star(double x, double y, double radius) {
        int corners = 5;
        double[] points = new double[corners * 4];
        for (int i = 0; i < corners * 2; i++) {
            double angle = StrictMath.PI * (i / (double) corners - 0.5);
            double r = i % 2 == 0 ? radius : radius * 0.48;
            points[2 * i] = x + r * StrictMath.cos(angle);
            points[2 * i + 1] = y + r * StrictMath.sin(angle);
        }
        return Shape.polygon(0.03, points);
    }
}
