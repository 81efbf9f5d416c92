package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Interpolation;

/**
 * The weight of a source pixel by its distance from a target pixel.
 *
 * <p><b>Source</b> the filters of Pillow 12.3, src/libImaging/Resample.c, all in double. Sine and cosine are
 * {@link StrictMath}'s, so that the weights are the same on every machine.
 */
enum Filter {
    BOX(0.5) {
        @Override
        double weight(double x) {
            return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
        }
    },
    TRIANGLE(1.0) {
        @Override
        double weight(double x) {
            double distance = Math.abs(x);
            return distance < 1.0 ? 1.0 - distance : 0.0;
        }
    },
    HAMMING(1.0) {
        @Override
        double weight(double x) {
            double distance = Math.abs(x);
            if (distance == 0.0) {
                return 1.0;
            }
            if (distance >= 1.0) {
                return 0.0;
            }
            double angle = distance * Math.PI;
            // 0.54f and 0.46f: single precision there, too.
            return StrictMath.sin(angle) / angle * (0.54f + 0.46f * StrictMath.cos(angle));
        }
    },
    CUBIC(2.0) {
        @Override
        double weight(double x) {
            double distance = Math.abs(x);
            if (distance < 1.0) {
                return ((A + 2.0) * distance - (A + 3.0)) * distance * distance + 1;
            }
            return distance < 2.0 ? (((distance - 5) * distance + 8) * distance - 4) * A : 0.0;
        }
    },
    LANCZOS(3.0) {
        @Override
        double weight(double x) {
            return x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3) : 0.0;
        }
    };

    private static final double A = -0.5;

    /** How far it reaches to each side, in pixels of the target or of the source, whichever are larger. */
    final double support;

    Filter(double support) {
        this.support = support;
    }

    abstract double weight(double x);

    /** Of all but {@link Interpolation#NEAREST}, which is no filter. */
    static Filter of(Interpolation interpolation) {
        return switch (interpolation) {
            case BOX -> BOX;
            case BILINEAR -> TRIANGLE;
            case HAMMING -> HAMMING;
            case BICUBIC -> CUBIC;
            case LANCZOS -> LANCZOS;
            case NEAREST -> throw new IllegalArgumentException("nearest takes one pixel, it weighs none");
        };
    }

    private static double sinc(double x) {
        if (x == 0.0) {
            return 1.0;
        }
        double angle = x * Math.PI;
        return StrictMath.sin(angle) / angle;
    }
}
