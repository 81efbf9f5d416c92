package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Clouds of colour: noise whose amplitude falls with the square of the frequency, for each channel on its own. */
public final class BrownishNoise extends BarCorruption {
    public BrownishNoise() {
        super(32, "brownish_noise", 1, 2, 3, 4, 5);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        for (int c = 0; c < 3; c++) {
            double[][] noise = SpectralNoise.sample(side(frame), square -> 1 / (square + 1), random.field(1 + c));
            for (int y = 0; y < frame.height(); y++) {
                for (int x = 0; x < frame.width(); x++) {
                    int i = y * frame.stride() + 3 * x + c;
                    frame.out()[i] = Levels.truncate((frame.in()[i] & 0xff) + 64 * strength * noise[y][x]);
                }
            }
        }
    }
}
