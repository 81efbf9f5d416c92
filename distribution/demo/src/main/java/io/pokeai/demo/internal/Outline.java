package io.pokeai.demo.internal;

/** A line or a closed polygon through points, made {@code grow} thicker all around. */
final class Outline implements Shape {
    private final double[] points;
    private final boolean closed;
    private final double grow;
    private final double x;
    private final double y;
    private final double radius;

    /** @param points {@code x, y, x, y, …} */
    Outline(double[] points, boolean closed, double grow) {
        this.points = points;
        this.closed = closed;
        this.grow = grow;
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < points.length; i += 2) {
            left = Math.min(left, points[i]);
            right = Math.max(right, points[i]);
            top = Math.min(top, points[i + 1]);
            bottom = Math.max(bottom, points[i + 1]);
        }
        this.x = (left + right) / 2;
        this.y = (top + bottom) / 2;
        this.radius = Math.sqrt((right - left) * (right - left) + (bottom - top) * (bottom - top)) / 2 + grow;
    }

    @Override
    public double distance(double px, double py) {
        int n = points.length / 2;
        double nearest = Double.MAX_VALUE;
        boolean inside = false;
        for (int i = closed ? 0 : 1, j = closed ? n - 1 : 0; i < n; j = i++) {
            double ax = points[2 * i];
            double ay = points[2 * i + 1];
            double dx = points[2 * j] - ax;
            double dy = points[2 * j + 1] - ay;
            double length = dx * dx + dy * dy;
            double t = length == 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length));
            double ex = px - ax - t * dx;
            double ey = py - ay - t * dy;
            nearest = Math.min(nearest, ex * ex + ey * ey);
            if ((ay > py) != (ay + dy > py) && px < dx * (py - ay) / dy + ax) {
                inside = !inside;
            }
        }
        double distance = Math.sqrt(nearest);
        return (closed && inside ? -distance : distance) - grow;
    }

    @Override
    public double clearance(double px, double py) {
        return distance(px, py);
    }

    @Override
    public double x() {
        return x;
    }

    @Override
    public double y() {
        return y;
    }

    @Override
    public double radius() {
        return radius;
    }
}
