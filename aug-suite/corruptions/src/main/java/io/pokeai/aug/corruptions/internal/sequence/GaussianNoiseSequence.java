package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Family;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.draw.Normal;
import io.pokeai.engine.spi.RandomSource;

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
        double c = frame == 0 ? 0 : C[level - 1];
        RandomSource.Field normals = random.field(frame);
        for (int i = 0; i < pixels.samples(); i++) {
            double x = Levels.unit(pixels.in()[i]);
            pixels.out()[i] = Levels.sample(x + c * Normal.of(normals.word(i)));
        }
    }
}
