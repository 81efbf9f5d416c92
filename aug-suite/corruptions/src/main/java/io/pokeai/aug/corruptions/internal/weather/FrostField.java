package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.engine.api.augmentation.RandomSource;

/** The heights of a pane of frost while it grows. */
final class FrostField {
    private static final int COARSEST = 3;
    private static final double ROUGHNESS = 0.62;
    private static final int ARMS = 6;
    private static final double BRANCH_ANGLE = Math.PI / 3;
    private static final int DEEPEST = 3;

    private final int side;
    private final double[] heights;
    private long used;

    FrostField(int side) {
        this.side = side;
        this.heights = new double[side * side];
    }

    /** Noise at every scale, weaker the finer it is. */
    void addClouds(RandomSource random) {
        double strength = 1;
        int octave = 0;
        for (int cells = COARSEST; cells < side / 2; cells *= 2, octave++) {
            addOctave(random.field(10 + octave), cells, strength);
            strength *= ROUGHNESS;
        }
    }

    private void addOctave(RandomSource.Field field, int cells, double strength) {
        double scale = cells / (double) side;
        int nodes = cells + 2;
        double[] grid = new double[nodes * nodes];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = strength * (2 * field.uniform(i) - 1);
        }
        for (int y = 0; y < side; y++) {
            int row = (int) (y * scale);
            double v = smooth(y * scale - row);
            for (int x = 0; x < side; x++) {
                int column = (int) (x * scale);
                double u = smooth(x * scale - column);
                int node = row * nodes + column;
                double upper = mix(grid[node], grid[node + 1], u);
                double lower = mix(grid[node + nodes], grid[node + nodes + 1], u);
                heights[y * side + x] += mix(upper, lower, v);
            }
        }
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /** Ferns of ice, six arms each, that grow from random places. */
    void addCrystals(RandomSource random, int count, double length, double ice) {
        RandomSource.Field field = random.field(1);
        for (int i = 0; i < count; i++) {
            double x = field.uniform(used++) * side;
            double y = field.uniform(used++) * side;
            double turn = field.uniform(used++) * 2 * Math.PI;
            double size = length * (0.35 + field.uniform(used++));
            for (int arm = 0; arm < ARMS; arm++) {
                double angle = turn + arm * 2 * Math.PI / ARMS + 0.25 * (field.uniform(used++) - 0.5);
                grow(field, x, y, angle, size * (0.4 + 0.6 * field.uniform(used++)), ice, 0);
            }
        }
    }

    /** One arm: a line that thins out, with shorter arms on both sides of it. */
    private void grow(
            RandomSource.Field field, double x, double y, double angle, double length, double ice, int depth) {
        double dx = StrictMath.cos(angle);
        double dy = StrictMath.sin(angle);
        for (double at = 0; at < length; at += 0.5) {
            splat(x + at * dx, y + at * dy, ice * (1 - 0.7 * at / length) / (1 + 0.5 * depth));
        }
        if (depth == DEEPEST || length < 6) {
            return;
        }
        double spacing = Math.max(4, length / 9);
        for (double at = spacing; at < length; at += spacing * (0.7 + 0.6 * field.uniform(used++))) {
            double side1 = (length - at) * (0.25 + 0.3 * field.uniform(used++));
            double side2 = (length - at) * (0.25 + 0.3 * field.uniform(used++));
            grow(field, x + at * dx, y + at * dy, angle + BRANCH_ANGLE, side1, ice * 0.8, depth + 1);
            grow(field, x + at * dx, y + at * dy, angle - BRANCH_ANGLE, side2, ice * 0.8, depth + 1);
        }
    }

    /** Lights up to four pixels; where there is ice already, little is added. */
    private void splat(double x, double y, double ice) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double u = x - column;
        double v = y - row;
        light(column, row, (1 - u) * (1 - v) * ice);
        light(column + 1, row, u * (1 - v) * ice);
        light(column, row + 1, (1 - u) * v * ice);
        light(column + 1, row + 1, u * v * ice);
    }

    private void light(int column, int row, double ice) {
        if (column >= 0 && row >= 0 && column < side && row < side) {
            int i = row * side + column;
            heights[i] += ice * 0.5 / (1 + Math.max(0, heights[i]));
        }
    }

    /** The last, finest scale: every pixel on its own. */
    void addGrain(RandomSource.Field field, double strength) {
        for (int i = 0; i < heights.length; i++) {
            heights[i] += strength * (2 * field.uniform(i) - 1);
        }
    }

    /** Mean 0, deviation 1. */
    double[] normalised() {
        double sum = 0;
        double squares = 0;
        for (double height : heights) {
            sum += height;
            squares += height * height;
        }
        double mean = sum / heights.length;
        double deviation = Math.sqrt(squares / heights.length - mean * mean);
        double[] normalised = new double[heights.length];
        for (int i = 0; i < normalised.length; i++) {
            normalised[i] = (heights[i] - mean) / deviation;
        }
        return normalised;
    }
}
