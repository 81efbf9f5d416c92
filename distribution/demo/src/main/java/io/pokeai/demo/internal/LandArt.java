package io.pokeai.demo.internal;

/** Creatures of the land. */
final class LandArt {
    private LandArt() {}

    /** A fox pup whose tail burns. */
    static void cinderpup(Pen pen) {
        Colour fur = pen.colour(0.055, 0.8, 0.95);
        Colour cream = pen.colour(0.11, 0.25, 1.0);
        pen.part(
                Shape.blob(
                        0.06, 0.36, 0.58, 0.6, 0.44, 0.7, 0.2, 0.62, -0.1, 0.78, -0.34, 0.8, -0.1, 0.96, 0.04, 0.98,
                        0.34, 0.8, 0.6, 0.54, 0.7),
                pen.colour(0.03, 0.85, 0.98));
        pen.mark(
                Shape.blob(0.03, 0.58, 0.56, 0.74, 0.4, 0.76, 0.16, 0.8, 0.02, 0.9, 0.2, 0.84, 0.44),
                pen.colour(0.13, 0.75, 1.0));
        pen.part(Shape.ellipse(0.06, 0.55, 0.42, 0.36), fur);
        pen.mark(Shape.ellipse(-0.02, 0.64, 0.22, 0.24), cream);
        pen.part(Shape.ellipse(-0.2, 0.86, 0.14, 0.1), fur.darker(0.25));
        pen.part(Shape.ellipse(0.26, 0.86, 0.14, 0.1), fur.darker(0.25));
        pen.part(Shape.polygon(0.05, -0.62, -0.28, -0.66, -0.86, -0.22, -0.52), fur);
        pen.part(Shape.polygon(0.05, 0.44, -0.28, 0.5, -0.86, 0.06, -0.52), fur);
        pen.mark(Shape.polygon(0.02, -0.54, -0.42, -0.58, -0.7, -0.36, -0.52), fur.darker(0.5));
        pen.mark(Shape.polygon(0.02, 0.38, -0.42, 0.42, -0.7, 0.2, -0.52), fur.darker(0.5));
        pen.part(Shape.ellipse(-0.08, -0.14, 0.56, 0.46), fur);
        pen.mark(Shape.ellipse(-0.32, 0.06, 0.26, 0.2), cream);
        pen.mark(Shape.ellipse(0.14, 0.06, 0.26, 0.2), cream);
        pen.mark(Shape.polygon(0.03, -0.08, -0.52, -0.02, -0.36, -0.14, -0.36), pen.colour(0.13, 0.75, 1.0));
        pen.eye(-0.32, -0.16, 0.12, pen.colour(0.08, 0.9, 0.5));
        pen.eye(0.14, -0.16, 0.12, pen.colour(0.08, 0.9, 0.5));
        pen.mark(Shape.ellipse(-0.09, 0.03, 0.07, 0.05), Colour.INK);
        pen.smile(-0.09, 0.12, 0.09);
        pen.cheeks(-0.09, 0.1, 0.4);
    }

    /** A mushroom that looks out from under its cap. */
    static void gloomcap(Pen pen) {
        Colour cap = pen.colour(0.79, 0.62, 0.72);
        Colour stem = pen.colour(0.1, 0.16, 0.97);
        pen.part(Shape.ellipse(-0.2, 0.86, 0.16, 0.1), cap.darker(0.2));
        pen.part(Shape.ellipse(0.2, 0.86, 0.16, 0.1), cap.darker(0.2));
        pen.part(Shape.blob(0.08, -0.24, 0.0, 0.24, 0.0, 0.3, 0.4, 0.34, 0.7, 0.0, 0.78, -0.34, 0.7, -0.3, 0.4), stem);
        pen.part(
                Shape.blob(
                        0.1, -0.82, 0.0, -0.7, -0.38, -0.38, -0.68, 0.0, -0.78, 0.38, -0.68, 0.7, -0.38, 0.82, 0.0, 0.4,
                        0.1, 0.0, 0.06, -0.4, 0.1),
                cap);
        Colour spot = pen.colour(0.86, 0.3, 0.98);
        pen.mark(Shape.ellipse(-0.4, -0.34, 0.17, 0.15), spot);
        pen.mark(Shape.ellipse(0.16, -0.52, 0.2, 0.15), spot);
        pen.mark(Shape.ellipse(0.54, -0.16, 0.13, 0.12), spot);
        pen.mark(Shape.ellipse(-0.02, -0.12, 0.1, 0.08), spot);
        pen.mark(Shape.ellipse(-0.7, -0.06, 0.07, 0.08), spot);
        pen.shine(-0.3, -0.6, 0.14);
        pen.eye(-0.18, 0.34, 0.11, pen.colour(0.75, 0.7, 0.6));
        pen.eye(0.18, 0.34, 0.11, pen.colour(0.75, 0.7, 0.6));
        pen.cheeks(0, 0.52, 0.28);
        pen.smile(0, 0.52, 0.09);
    }

    /** A small golem of pebbles with a crystal on its head. */
    static void pebblin(Pen pen) {
        Colour stone = pen.colour(0.09, 0.1, 0.62);
        pen.part(Shape.ellipse(-0.28, 0.8, 0.2, 0.15), stone.darker(0.15));
        pen.part(Shape.ellipse(0.28, 0.8, 0.2, 0.15), stone.darker(0.15));
        pen.part(Shape.circle(-0.78, 0.3, 0.19), stone.lighter(0.1));
        pen.part(Shape.circle(0.78, 0.3, 0.19), stone.lighter(0.1));
        Colour crystal = pen.colour(0.47, 0.75, 0.95);
        pen.part(Shape.polygon(0.02, -0.16, -0.42, -0.24, -0.72, -0.08, -0.98, 0.06, -0.7, 0.02, -0.42), crystal);
        pen.part(Shape.polygon(0.02, 0.04, -0.42, 0.1, -0.66, 0.26, -0.8, 0.32, -0.58, 0.24, -0.4), crystal);
        pen.mark(Shape.polygon(0.0, -0.08, -0.44, -0.08, -0.92, 0.03, -0.7), crystal.lighter(0.5));
        pen.part(
                Shape.polygon(
                        0.1, -0.58, 0.44, -0.62, -0.02, -0.34, -0.42, 0.1, -0.46, 0.5, -0.3, 0.62, 0.12, 0.5, 0.56,
                        -0.1, 0.68),
                stone);
        pen.mark(Shape.polygon(0.03, -0.5, 0.02, -0.3, -0.32, 0.06, -0.36, -0.12, -0.1), stone.lighter(0.28));
        pen.mark(Shape.polygon(0.03, 0.4, 0.5, 0.54, 0.2, 0.4, 0.3, 0.1, 0.54), stone.darker(0.3));
        pen.mark(Shape.line(0.018, 0.3, -0.3, 0.38, -0.12, 0.32, -0.02), stone.darker(0.6));
        pen.mark(Shape.ellipse(-0.44, 0.48, 0.12, 0.06, 0.5), pen.colour(0.28, 0.6, 0.6));
        pen.eye(-0.22, 0.06, 0.12, pen.colour(0.47, 0.8, 0.5));
        pen.eye(0.18, 0.06, 0.12, pen.colour(0.47, 0.8, 0.5));
        pen.line(0.035, -0.36, -0.16, -0.12, -0.1);
        pen.line(0.035, 0.32, -0.16, 0.08, -0.1);
        pen.smile(-0.02, 0.28, 0.12);
    }
}
