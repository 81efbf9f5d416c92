package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.noise.GaussianNoise;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A normal of deviation c added to every sample. */
public final class GaussianNoiseSequence extends NoiseSequence {
    public GaussianNoiseSequence() {
        super(81, "gaussian_noise_sequence", 0.03, 0.05, 0.08);
    }

    @Override
    void add(RandomSource.Field normals, int level, Frame pixels, Scratch scratch) {
        GaussianNoise.add(normals, strength(level), pixels, scratch);
    }
}
