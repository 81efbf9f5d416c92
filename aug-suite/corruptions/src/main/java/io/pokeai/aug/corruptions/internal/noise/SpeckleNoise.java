package io.pokeai.aug.corruptions.internal.noise;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.Family;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.draw.Normal;
import io.pokeai.aug.corruptions.internal.draw.Words;
import io.pokeai.engine.spi.RandomSource;

/** Noise in proportion to the sample: {@code x + x (c n)}. Black stays black. */
public final class SpeckleNoise extends Corruption {
    private static final double[] C = {0.15, 0.2, 0.35, 0.45, 0.6};

    public SpeckleNoise() {
        super(Family.NOISE.random(16, "speckle_noise", Family.parameters("c", C)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        RandomSource.Field normals = random.field(0);
        long[] words = scratch.longs(0, Words.BLOCK);
        for (int start = 0; start < frame.samples(); start += Words.BLOCK) {
            int count = Math.min(Words.BLOCK, frame.samples() - start);
            Words.fill(normals, start, words, count);
            scale(words, C[severity - 1], frame.in(), frame.out(), start, count);
        }
    }

    private static void scale(long[] words, double c, byte[] in, byte[] out, int start, int count) {
        for (int i = 0; i < count; i++) {
            double x = Levels.unit(in[start + i]);
            out[start + i] = Levels.sample(x + x * (c * Normal.of(words[i])));
        }
    }
}
