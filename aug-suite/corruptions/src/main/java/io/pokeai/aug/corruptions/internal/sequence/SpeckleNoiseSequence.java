package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.noise.SpeckleNoise;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Every sample changed by a normal share of itself, deviation c. */
public final class SpeckleNoiseSequence extends NoiseSequence {
    public SpeckleNoiseSequence() {
        super(82, "speckle_noise_sequence", 0.05, 0.1, 0.15);
    }

    @Override
    void add(RandomSource.Field normals, int level, Frame pixels, Scratch scratch) {
        SpeckleNoise.scale(normals, strength(level), pixels, scratch);
    }
}
