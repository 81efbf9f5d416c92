package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Interpolation;

/**
 * A resize as the textbook has it: continuous kernels, double throughout, every pixel from all pixels; only the bytes between the
 * two passes are rounded, as Pillow's are. Slow, and written apart from the code that it tests.
 */
final class SlowTwin {
    private SlowTwin() {}

    /** Samples in 0…255, {@code height × width × 3}. */
    static double[] resize(Image picture, int height, int width, Interpolation interpolation) {
        double[][] across = weights(picture.width(), width, interpolation);
        double[][] down = weights(picture.height(), height, interpolation);
        double[] narrow = new double[picture.height() * width * 3];
        for (int i = 0; i < narrow.length; i++) {
            double sum = 0;
            for (int x = 0; x < picture.width(); x++) {
                sum += across[i / 3 % width][x] * picture.sample(x, i / 3 / width, i % 3);
            }
            narrow[i] = Math.max(0, Math.min(255, Math.floor(sum + 0.5)));
        }
        double[] result = new double[height * width * 3];
        for (int i = 0; i < result.length; i++) {
            double sum = 0;
            for (int y = 0; y < picture.height(); y++) {
                sum += down[i / 3 / width][y] * narrow[y * width * 3 + i % (width * 3)];
            }
            result[i] = Math.max(0, Math.min(255, sum));
        }
        return result;
    }

    private static double[][] weights(int source, int target, Interpolation interpolation) {
        double[][] weights = new double[target][source];
        double scale = (double) source / target;
        double widening = source > target ? scale : 1;
        double reach = interpolation == Interpolation.NEAREST ? 0 : support(interpolation) * widening;
        for (int i = 0; i < target; i++) {
            double centre = (i + 0.5) * scale;
            double sum = 0;
            for (int k = 0; k < source; k++) {
                double distance = k + 0.5 - centre;
                boolean within = k >= Math.floor(centre - reach + 0.5) && k < Math.floor(centre + reach + 0.5);
                weights[i][k] = source == target
                        ? (i == k ? 1 : 0)
                        : interpolation == Interpolation.NEAREST
                                ? (Math.floor(centre) == k ? 1 : 0)
                                : within ? kernel(interpolation, distance / widening) : 0;
                sum += weights[i][k];
            }
            for (int k = 0; k < source; k++) {
                weights[i][k] /= sum;
            }
        }
        return weights;
    }

    private static double support(Interpolation interpolation) {
        return switch (interpolation) {
            case BOX -> 0.5;
            case BICUBIC -> 2;
            case LANCZOS -> 3;
            default -> 1;
        };
    }

    private static double kernel(Interpolation interpolation, double x) {
        double d = Math.abs(x);
        return switch (interpolation) {
            case BOX -> x > -0.5 && x <= 0.5 ? 1 : 0;
            case BILINEAR -> Math.max(0, 1 - d);
            case HAMMING -> d < 1 ? sinc(d) * (0.54 + 0.46 * Math.cos(Math.PI * d)) : 0;
            case BICUBIC ->
                d < 1 ? 1.5 * d * d * d - 2.5 * d * d + 1 : d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
            case LANCZOS -> d < 3 ? sinc(d) * sinc(d / 3) : 0;
            case NEAREST -> 0;
        };
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
