package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Turbulence: gradient noise of five octaves, absolute values added.
 *
 * <p><b>Source</b> K. Perlin, <i>An image synthesizer</i>, SIGGRAPH 1985.
 */
public final class PerlinNoise extends BarCorruption {
    private static final int PERIOD = 256;
    private static final int OCTAVES = 5;
    private static final double GAIN = 1.5;
    private static final int OFFSET = 4096;

    public PerlinNoise() {
        super(37, "perlin_noise", 4.6, 5.2, 5.8, 7.6, 8.8);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        Lattice lattice = Lattice.sample(random.field(1), random.field(2));
        double cell = 32.0 * side(frame) / 224;
        double share = 0.5 * strength;
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                double sum = 0;
                for (int octave = 0; octave < OCTAVES; octave++) {
                    int f = 1 << octave;
                    sum += Math.abs(lattice.noise(f * r / cell + OFFSET, f * c / cell + OFFSET)) / f;
                }
                double grey = Math.max(0, Math.min(1, 0.5 * sum + 0.5));
                int i = r * frame.stride() + 3 * c;
                for (int k = i; k < i + 3; k++) {
                    frame.out()[k] = Levels.truncate((1 - share) * (frame.in()[k] & 0xff) + 255 * share * grey);
                }
            }
        }
    }

    /** A gradient for every point of the lattice. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Lattice(int[] permutation, double[] gx, double[] gy) {
        static Lattice sample(RandomSource.Field order, RandomSource.Field directions) {
            int[] permutation = new int[PERIOD];
            double[] gx = new double[PERIOD];
            double[] gy = new double[PERIOD];
            for (int i = 0; i < PERIOD; i++) {
                int j = order.below(i + 1, i);
                permutation[i] = permutation[j];
                permutation[j] = i;
                double x = 2 * directions.uniform(2L * i) - 1;
                double y = 2 * directions.uniform(2L * i + 1) - 1;
                double length = Math.max(Math.sqrt(x * x + y * y), Double.MIN_NORMAL);
                gx[i] = x / length;
                gy[i] = y / length;
            }
            return new Lattice(permutation, gx, gy);
        }

        double noise(double x, double y) {
            int i = (int) x;
            int j = (int) y;
            double u = x - i;
            double v = y - j;
            double s = u * u * (3 - 2 * u);
            double t = v * v * (3 - 2 * v);
            double near = mix(dot(i, j, u, v), dot(i + 1, j, u - 1, v), s);
            double far = mix(dot(i, j + 1, u, v - 1), dot(i + 1, j + 1, u - 1, v - 1), s);
            return GAIN * mix(near, far, t);
        }

        private double dot(int i, int j, double u, double v) {
            int corner = permutation[(permutation[i & (PERIOD - 1)] + j) & (PERIOD - 1)];
            return gx[corner] * u + gy[corner] * v;
        }

        private static double mix(double a, double b, double t) {
            return a + (b - a) * t;
        }
    }
}
