package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Psychedelic waves of colour: sines of sines. */
public final class PlasmaNoise extends BarCorruption {
    public PlasmaNoise() {
        super(38, "plasma_noise", 4.75, 7, 8.5, 9.25, 10);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        double time = scalars.uniform(0, 6 * Math.PI);
        int rounds = scalars.between(4, 6);
        double sharp = scalars.uniform(0.5, 1);
        double scale = side(frame) * scalars.uniform(0.075, 0.2);
        double intensity = 64 * strength;
        double[] colour = new double[3];
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                plasma(c / scale, r / scale, time, rounds, sharp, colour);
                int i = r * frame.stride() + 3 * c;
                for (int k = 0; k < 3; k++) {
                    double v = frame.in()[i + k] & 0xff;
                    frame.out()[i + k] = Levels.truncate((1 - intensity / 255) * v + intensity * colour[k]);
                }
            }
        }
    }

    private static void plasma(double x, double y, double time, int rounds, double sharp, double[] colour) {
        double u = x;
        double w = y;
        double i0 = 1;
        double i1 = 1;
        double i2 = 1;
        double i3 = 0;
        for (int round = 0; round < rounds; round++) {
            double a = StrictMath.cos(w * i0 - i3 + time / i1) / i2;
            double b = StrictMath.sin(u * i0 - i3 + time / i1) / i2;
            u += a - 0.3 * b;
            w += b + 0.3 * a;
            i3 *= time * i1;
            i0 *= 1.93;
            i1 *= 1.15;
            i2 *= 2.25 - sharp;
        }
        colour[0] = StrictMath.sin(u - time);
        colour[1] = StrictMath.sin((u + w + StrictMath.sin(time)) / 2);
        colour[2] = StrictMath.sin(w + time);
    }
}
