package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.sampling.NormalSampler;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * A point of light with rays of different lengths.
 *
 * @param row of the centre
 * @param column of the centre
 * @param rays the lengths, around the circle
 * @param exponent how fast the light falls
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sparkle(double row, double column, double[] rays, double exponent) {
    private static final int FEWEST = 50;
    private static final int MOST = 199;

    /**
     * Draws the number of rays and their lengths.
     *
     * @param amount how soft it is, 0…100
     * @param shortest of the rays
     */
    static Sparkle sample(
            double row,
            double column,
            double radius,
            double amount,
            double shortest,
            ScalarSampler scalars,
            RandomSource.Field normals) {
        double[] rays = new double[scalars.between(FEWEST, MOST)];
        for (int i = 0; i < rays.length; i++) {
            rays[i] = Math.max(shortest, radius * (1 + 0.25 * NormalSampler.of(normals.word(i))));
        }
        return new Sparkle(row, column, rays, (100 - amount) / 50);
    }

    /** The light at a point, 0…1. */
    double at(int r, int c) {
        double dr = r - row;
        double dc = c - column;
        double d = (StrictMath.atan2(dc, dr) + Math.PI) / (2 * Math.PI) * rays.length;
        int i = (int) d;
        double t = d - i;
        double length = rays[i % rays.length] * (1 - t) + rays[(i + 1) % rays.length] * t;
        double light = StrictMath.pow(length * length / (dr * dr + dc * dc + 1e-4), exponent);
        return Math.max(0, Math.min(1, (1 - (t - 0.5) * (t - 0.5)) * light));
    }
}
