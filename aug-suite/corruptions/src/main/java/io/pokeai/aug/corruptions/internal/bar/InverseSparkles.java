package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** One sparkle shows the picture; everything around it is white. */
public final class InverseSparkles extends BarCorruption {
    public InverseSparkles() {
        super(36, "inverse_sparkles", 1, 2, 4, 9, 10);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        int n = side(frame);
        double row = n * scalars.uniform(0.25, 0.75);
        double column = n * scalars.uniform(0.25, 0.75);
        Sparkle sparkle = Sparkle.sample(
                row, column, n / 4.0, 100 - 65 * strength, Double.NEGATIVE_INFINITY, scalars, random.field(1));
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                double light = sparkle.at(r, c);
                int i = r * frame.stride() + 3 * c;
                for (int k = i; k < i + 3; k++) {
                    frame.out()[k] = Levels.truncate(255 + light * ((frame.in()[k] & 0xff) - 255));
                }
            }
        }
    }
}
