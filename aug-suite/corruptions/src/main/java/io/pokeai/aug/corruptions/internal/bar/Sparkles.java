package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Five points of white light with rays. */
public final class Sparkles extends BarCorruption {
    private static final int COUNT = 5;

    public Sparkles() {
        super(40, "sparkles", 1, 2, 3, 5, 6);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        int n = side(frame);
        Sparkle[] sparkles = new Sparkle[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double row = scalars.uniform(0, n);
            double column = scalars.uniform(0, n);
            sparkles[i] = Sparkle.sample(row, column, 0.1 * strength * n, 50, 1, scalars, random.field(1 + i));
        }
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                // The part of the darkness that all sparkles leave.
                double dark = 1;
                for (Sparkle sparkle : sparkles) {
                    dark *= 1 - sparkle.at(r, c);
                }
                int i = r * frame.stride() + 3 * c;
                for (int k = i; k < i + 3; k++) {
                    double v = frame.in()[k] & 0xff;
                    frame.out()[k] = Levels.truncate(255 - dark * (255 - v));
                }
            }
        }
    }
}
