package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Pixels blackened where blue noise is low: holes that keep apart from each other. */
public final class BlueNoiseSample extends BarCorruption {
    public BlueNoiseSample() {
        super(31, "blue_noise_sample", 0.8, 1.6, 2.4, 4.0, 5.6);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        double[][] noise = SpectralNoise.sample(side(frame), Math::sqrt, random.field(1));
        double threshold = 3.0 * strength - 2.5;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                boolean kept = noise[y][x] > threshold;
                int i = y * frame.stride() + 3 * x;
                for (int k = i; k < i + 3; k++) {
                    frame.out()[k] = kept ? frame.in()[k] : 0;
                }
            }
        }
    }
}
