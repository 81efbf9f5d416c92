package io.pokeai.demo.internal;

/**
 * A shape by its signed distance: negative inside, in the units of its coordinates.
 *
 * <p><b>Source</b> of the distance functions: Inigo Quilez, "2D distance functions", iquilezles.org.
 */
sealed interface Shape permits Shape.Ellipse, Outline {
    double distance(double x, double y);

    /** Of the same sign as the distance, and never farther from 0 than the true one. */
    double clearance(double x, double y);

    /** Centre of a circle around the shape. */
    double x();

    /** Centre of a circle around the shape. */
    double y();

    /** Radius of that circle. */
    double radius();

    /** A circle. */
    static Shape circle(double x, double y, double radius) {
        return new Ellipse(x, y, radius, radius, 1, 0);
    }

    /** An upright ellipse, by its half axes. */
    static Shape ellipse(double x, double y, double width, double height) {
        return new Ellipse(x, y, width, height, 1, 0);
    }

    /** An ellipse turned by {@code angle} radians. */
    static Shape ellipse(double x, double y, double width, double height, double angle) {
        return new Ellipse(x, y, width, height, StrictMath.cos(angle), StrictMath.sin(angle));
    }

    /** A polygon with rounded corners; points as {@code x, y, x, y, …}. */
    static Shape polygon(double round, double... points) {
        return new Outline(points, true, round);
    }

    /** A smooth closed curve through the points. */
    static Shape blob(double round, double... points) {
        return new Outline(Curve.through(points, true), true, round);
    }

    /** A line through the points, with round ends. */
    static Shape line(double halfWidth, double... points) {
        return new Outline(points, false, halfWidth);
    }

    /** A smooth line through the points, with round ends. */
    static Shape ribbon(double halfWidth, double... points) {
        return new Outline(Curve.through(points, false), false, halfWidth);
    }

    /** Its distance is a first-order estimate, exact on the outline. */
    record Ellipse(double x, double y, double width, double height, double cos, double sin) implements Shape {
        @Override
        public double distance(double px, double py) {
            double u = (cos * (px - x) + sin * (py - y)) / width;
            double v = (cos * (py - y) - sin * (px - x)) / height;
            double k = Math.sqrt(u * u + v * v);
            double gradient = Math.sqrt(u * u / (width * width) + v * v / (height * height));
            return gradient == 0 ? -Math.min(width, height) : k * (k - 1) / gradient;
        }

        /** The ellipse scaled by {@code k} is nearest to this one at the ends of the short axis. */
        @Override
        public double clearance(double px, double py) {
            double u = (cos * (px - x) + sin * (py - y)) / width;
            double v = (cos * (py - y) - sin * (px - x)) / height;
            return (Math.sqrt(u * u + v * v) - 1) * Math.min(width, height);
        }

        @Override
        public double radius() {
            return Math.max(width, height);
        }
    }
}
