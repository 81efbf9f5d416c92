package io.pokeai.aug.corruptions.internal.filter;

/**
 * A projective map of the plane.
 *
 * <p><b>Source</b> P. Heckbert, <i>Fundamentals of texture mapping and image warping</i>, 1989, section 2.2.3.<br>
 * <b>Threads</b> immutable.
 */
public final class Homography {
    private final double[] m;

    private Homography(double... m) {
        this.m = m;
    }

    /** Maps the corners (0,0), (1,0), (1,1), (0,1) to four points, given as x, y, x, y, …, no three of them on a line. */
    public static Homography ofUnitSquare(double[] p) {
        double dx1 = p[2] - p[4];
        double dx2 = p[6] - p[4];
        double sx = p[0] - p[2] + p[4] - p[6];
        double dy1 = p[3] - p[5];
        double dy2 = p[7] - p[5];
        double sy = p[1] - p[3] + p[5] - p[7];
        double det = dx1 * dy2 - dx2 * dy1;
        double g = (sx * dy2 - dx2 * sy) / det;
        double h = (dx1 * sy - sx * dy1) / det;
        return new Homography(
                p[2] - p[0] + g * p[2],
                p[6] - p[0] + h * p[6],
                p[0],
                p[3] - p[1] + g * p[3],
                p[7] - p[1] + h * p[7],
                p[1],
                g,
                h);
    }

    /** Writes the image of (x, y) to {@code point}. */
    public void apply(double x, double y, double[] point) {
        double w = m[6] * x + m[7] * y + 1;
        point[0] = (m[0] * x + m[1] * y + m[2]) / w;
        point[1] = (m[3] * x + m[4] * y + m[5]) / w;
    }
}
