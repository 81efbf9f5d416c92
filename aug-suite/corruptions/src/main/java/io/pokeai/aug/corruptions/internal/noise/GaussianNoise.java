package io.pokeai.aug.corruptions.internal.noise;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.NormalSampler;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A normal of standard deviation c added to every sample: {@code x + c n}. */
public final class GaussianNoise extends Corruption {
    private static final double[] C = {0.08, 0.12, 0.18, 0.26, 0.38};

    public GaussianNoise() {
        super(CorruptionFamily.NOISE.random(1, "gaussian_noise", CorruptionFamily.parameters("c", C)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        add(random.field(0), C[severity - 1], frame, scratch);
    }

    /** Adds a normal of deviation c to every sample. */
    public static void add(RandomSource.Field normals, double c, Frame frame, Scratch scratch) {
        RandomWords.inBlocks(
                normals,
                frame.samples(),
                scratch,
                (words, start, count) -> add(words, c, frame.in(), frame.out(), start, count));
    }

    private static void add(long[] words, double c, byte[] in, byte[] out, int start, int count) {
        for (int i = 0; i < count; i++) {
            out[start + i] = Levels.sample(Levels.unit(in[start + i]) + c * NormalSampler.of(words[i]));
        }
    }
}
