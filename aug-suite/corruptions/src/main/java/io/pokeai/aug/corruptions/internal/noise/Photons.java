package io.pokeai.aug.corruptions.internal.noise;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.PoissonSampler;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Photons of one exposure, counted: 256 rates occur, and one sample for each count.
 *
 * <p><b>Threads</b> immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Photons(PoissonSampler poisson, byte[] sampleOf) {
    /**
     * An exposure.
     *
     * @param c photons of a white sample
     * @param maxCount the largest count
     */
    public static Photons of(double c, int maxCount) {
        double[] rates = new double[256];
        for (int v = 0; v < rates.length; v++) {
            rates[v] = v / Levels.MAX * c;
        }
        byte[] sampleOf = new byte[maxCount + 2]; // a uniform beyond the list stands for its length
        for (int k = 0; k < sampleOf.length; k++) {
            sampleOf[k] = Levels.sample(k / c);
        }
        return new Photons(new PoissonSampler(rates, maxCount), sampleOf);
    }

    /** Writes all of {@code frame.out()}. */
    public void count(RandomSource.Field field, Frame frame, Scratch scratch) {
        RandomWords.inBlocks(
                field,
                frame.samples(),
                scratch,
                (words, start, count) -> count(words, frame.in(), frame.out(), start, count));
    }

    private void count(long[] words, byte[] in, byte[] out, int start, int count) {
        for (int i = 0; i < count; i++) {
            out[start + i] = sampleOf[poisson.sample(in[start + i] & 0xff, words[i])];
        }
    }
}
