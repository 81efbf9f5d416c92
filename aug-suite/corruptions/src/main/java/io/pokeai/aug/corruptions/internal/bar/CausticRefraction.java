package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Bilinear;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * The picture at the bottom of moving water: light gathered in lines, and bent.
 *
 * <p><b>Source</b> the caustics of a well-known shader for tiled water, as the original uses them.
 */
public final class CausticRefraction extends BarCorruption {
    private static final int WAVES = 5;
    private static final double NO_BENDING = 0.999;
    private static final double INDEX_RATIO = 4;

    private final Gaussian smooth = new Gaussian(1, 4, Border.REFLECT);

    public CausticRefraction() {
        super(33, "caustic_refraction", 2.35, 3.2, 4.9, 6.6, 9.15);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        double time = scalars.uniform(0.5, 2);
        double size = side(frame) * scalars.uniform(0.75, 1.25);
        double lens = 0.5 * side(frame) * strength;
        double light = 2 * strength;
        double[][] water = caustics(frame, time, size);
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                double gx = value(water, frame, r + 1, c) - value(water, frame, r - 1, c);
                double gy = value(water, frame, r, c + 1) - value(water, frame, r, c - 1);
                double bend = bend(gx, gy);
                double row = r + thousandths(gx * bend * lens);
                double column = c + thousandths(gy * bend * lens);
                int i = r * frame.stride() + 3 * c;
                for (int k = 0; k < 3; k++) {
                    double seen = Bilinear.orBlack(frame, row, column, k);
                    frame.out()[i + k] = Levels.sample(seen - gy * light + gx * light);
                }
            }
        }
    }

    private double[][] caustics(Frame frame, double time, double size) {
        double[][] sharp = new double[frame.height()][frame.width()];
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                sharp[r][c] = caustic(r / size, c / size, time);
            }
        }
        double[][] soft = new double[frame.height()][frame.width()];
        try (Scratch scratch = Scratch.take()) {
            for (int r = 0; r < frame.height(); r++) {
                smooth.row(sharp, frame.height(), r, frame.width(), 1, soft[r], scratch);
            }
        }
        return soft;
    }

    private static double caustic(double v, double u, double time) {
        double q0 = (v - Math.floor(v)) * 2 * Math.PI - 250;
        double q1 = (u - Math.floor(u)) * 2 * Math.PI - 250;
        double i0 = q0;
        double i1 = q1;
        double sum = 1;
        for (int n = 1; n <= WAVES; n++) {
            double t = time * (1 - 3.5 / n);
            double next0 = q0 + StrictMath.cos(t - i0) + StrictMath.sin(t + i1);
            double next1 = q1 + StrictMath.sin(t - i1) + StrictMath.cos(t + i0);
            i0 = next0;
            i1 = next1;
            double a = q0 / (StrictMath.sin(i0 + t) / 0.005);
            double b = q1 / (StrictMath.cos(i1 + t) / 0.005);
            sum += 1 / Math.sqrt(a * a + b * b);
        }
        double c = 1.17 - StrictMath.pow(sum / WAVES, 1.4);
        return Math.min(1, StrictMath.pow(Math.abs(c), 8));
    }

    private static double value(double[][] water, Frame frame, int r, int c) {
        return r < 0 || c < 0 || r >= frame.height() || c >= frame.width() ? 0 : water[r][c];
    }

    /** What the refracted ray's first two components are, in units of the slopes: Snell's law for light from above. */
    private static double bend(double gx, double gy) {
        double length = Math.sqrt(gx * gx + gy * gy + 1);
        double cosine = 1 / length;
        if (cosine >= NO_BENDING) {
            return 0;
        }
        double sine = Math.sqrt(1 - cosine * cosine);
        double sineOut = sine / INDEX_RATIO;
        double cosineOut = Math.sqrt(1 - sineOut * sineOut);
        // n and i - n cos, both with (gx, gy) / length as their first two components, up to a factor.
        return (cosineOut - sineOut * cosine / sine) / length;
    }

    private static double thousandths(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
