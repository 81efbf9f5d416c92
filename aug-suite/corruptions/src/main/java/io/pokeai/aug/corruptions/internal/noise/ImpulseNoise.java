package io.pokeai.aug.corruptions.internal.noise;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Salt and pepper: a share c of the samples becomes black or white, each channel on its own. */
public final class ImpulseNoise extends Corruption {
    private static final double[] C = {0.03, 0.06, 0.09, 0.17, 0.27};

    public ImpulseNoise() {
        super(CorruptionFamily.NOISE.random(3, "impulse_noise", CorruptionFamily.parameters("c", C)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        RandomSource.Field salt = random.field(1);
        long threshold = RandomWords.threshold(C[severity - 1]);
        System.arraycopy(frame.in(), 0, frame.out(), 0, frame.samples());
        RandomWords.inBlocks(
                random.field(0),
                frame.samples(),
                scratch,
                (words, start, count) -> hit(words, threshold, salt, frame.out(), start, count));
    }

    private static void hit(long[] words, long threshold, RandomSource.Field salt, byte[] out, int start, int count) {
        for (int i = 0; i < count; i++) {
            if (words[i] >>> 11 < threshold) {
                // The first bit of the word: below one half or not.
                out[start + i] = salt.word(start + i) >= 0 ? (byte) 255 : 0;
            }
        }
    }
}
