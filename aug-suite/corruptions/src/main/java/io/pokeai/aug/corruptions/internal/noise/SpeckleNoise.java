package io.pokeai.aug.corruptions.internal.noise;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.NormalSampler;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Noise in proportion to the sample: {@code x + x (c n)}. Black stays black. */
public final class SpeckleNoise extends Corruption {
    private static final double[] C = {0.15, 0.2, 0.35, 0.45, 0.6};

    public SpeckleNoise() {
        super(CorruptionFamily.NOISE.random(16, "speckle_noise", CorruptionFamily.parameters("c", C)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        scale(random.field(0), C[severity - 1], frame, scratch);
    }

    /** Changes every sample by a normal share of itself, of deviation c. */
    public static void scale(RandomSource.Field normals, double c, Frame frame, Scratch scratch) {
        RandomWords.inBlocks(
                normals,
                frame.samples(),
                scratch,
                (words, start, count) -> scale(words, c, frame.in(), frame.out(), start, count));
    }

    private static void scale(long[] words, double c, byte[] in, byte[] out, int start, int count) {
        for (int i = 0; i < count; i++) {
            double x = Levels.unit(in[start + i]);
            out[start + i] = Levels.sample(x + x * (c * NormalSampler.of(words[i])));
        }
    }
}
