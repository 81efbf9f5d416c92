package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Family;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.noise.SpeckleNoise;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Every sample changed by a normal share of itself, deviation c: frame 0 is clean, every other frame has a field of its own. */
public final class SpeckleNoiseSequence extends Sequence {
    private static final double[] C = {0.05, 0.1, 0.15};

    public SpeckleNoiseSequence() {
        super(Family.SEQUENCE.random(82, "speckle_noise_sequence", Family.parameters("c", C)));
    }

    @Override
    public boolean comparesWithFirst() {
        return true;
    }

    @Override
    void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        if (frame == 0) {
            System.arraycopy(pixels.in(), 0, pixels.out(), 0, pixels.samples());
        } else {
            SpeckleNoise.scale(random.field(frame), C[level - 1], pixels, scratch);
        }
    }
}
