package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Fourier;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Noise of random phases and a given spectrum.
 *
 * <p>The right half of the phases is the left one turned round, not negated, as in the original: the field is only nearly
 * Hermitian, and its real part is taken.
 */
final class SpectralNoise {
    /** What an amplitude depends on. */
    @FunctionalInterface
    interface Spectrum {
        double amplitude(double squaredRadius);
    }

    private SpectralNoise() {}

    /** An n × n field of deviation 1. */
    static double[][] sample(int n, Spectrum spectrum, RandomSource.Field uniforms) {
        double[][] real = new double[n][n];
        double[][] imaginary = new double[n][n];
        int half = n / 2;
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                double amplitude = spectrum.amplitude(square(r - half) + square(c - half));
                double phase = phase(r, c, n, uniforms);
                // Rolled by one half, so that frequency 0 comes first.
                int y = (r + half) % n;
                int x = (c + half) % n;
                real[y][x] = amplitude * StrictMath.cos(phase);
                imaginary[y][x] = amplitude * StrictMath.sin(phase);
            }
        }
        new Fourier(n).inverse(real, imaginary);
        normalise(real);
        return real;
    }

    private static double phase(int r, int c, int n, RandomSource.Field uniforms) {
        int half = n / 2;
        if (c < half) {
            return 2 * Math.PI * uniforms.uniform((long) r * half + c);
        }
        if (n % 2 == 0 || c > half) {
            return 2 * Math.PI * uniforms.uniform((long) (n - 1 - r) * half + (n - 1 - c));
        }
        // The middle column of an odd size: mirrored, 0 at the centre.
        int row = Math.min(r, n - 1 - r);
        return row == half ? 0 : 2 * Math.PI * uniforms.uniform((long) n * half + row);
    }

    private static double square(double value) {
        return value * value;
    }

    private static void normalise(double[][] field) {
        int count = field.length * field.length;
        double sum = 0;
        double squares = 0;
        for (double[] row : field) {
            for (double value : row) {
                sum += value;
                squares += value * value;
            }
        }
        double mean = sum / count;
        double deviation = Math.sqrt(squares / count - mean * mean);
        for (double[] row : field) {
            for (int x = 0; x < row.length; x++) {
                row[x] /= deviation;
            }
        }
    }
}
