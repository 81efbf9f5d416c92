package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Family;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.noise.GaussianNoise;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A normal of deviation c added to every sample: frame 0 is clean, every other frame has a field of its own. */
public final class GaussianNoiseSequence extends Sequence {
    private static final double[] C = {0.03, 0.05, 0.08};

    public GaussianNoiseSequence() {
        super(Family.SEQUENCE.random(81, "gaussian_noise_sequence", Family.parameters("c", C)));
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
            GaussianNoise.add(random.field(frame), C[level - 1], pixels, scratch);
        }
    }
}
