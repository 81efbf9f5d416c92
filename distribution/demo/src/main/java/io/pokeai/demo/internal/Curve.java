package io.pokeai.demo.internal;

/**
 * Smooth curves as polygons.
 *
 * <p><b>Source</b> Catmull, Rom: <i>A class of local interpolating splines</i>, 1974; uniform, tension 1/2.
 */
final class Curve {
    private static final int STEPS = 4;

    private Curve() {}

    /** Points on the curve through {@code points}, {@value #STEPS} for each of them. */
    static double[] through(double[] points, boolean closed) {
        int n = points.length / 2;
        int spans = closed ? n : n - 1;
        double[] curve = new double[2 * (spans * STEPS + (closed ? 0 : 1))];
        int at = 0;
        for (int i = 0; i < spans; i++) {
            for (int step = 0; step < STEPS; step++) {
                double t = step / (double) STEPS;
                curve[at++] = at(points, n, i, t, 0, closed);
                curve[at++] = at(points, n, i, t, 1, closed);
            }
        }
        if (!closed) {
            curve[at++] = points[2 * n - 2];
            curve[at] = points[2 * n - 1];
        }
        return curve;
    }

    private static double at(double[] points, int n, int span, double t, int axis, boolean closed) {
        double p0 = points[2 * index(span - 1, n, closed) + axis];
        double p1 = points[2 * index(span, n, closed) + axis];
        double p2 = points[2 * index(span + 1, n, closed) + axis];
        double p3 = points[2 * index(span + 2, n, closed) + axis];
        return 0.5
                * (2 * p1
                        + (p2 - p0) * t
                        + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t
                        + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
    }

    private static int index(int i, int n, boolean closed) {
        return closed ? Math.floorMod(i, n) : Math.max(0, Math.min(n - 1, i));
    }
}
