package io.pokeai.aug.corruptions.internal.sampling;

import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Many words of a field at once: the same ones as {@link RandomSource.Field#word}, in a loop that the compiler turns into
 * vector instructions.
 */
public final class RandomWords {
    /** The most words of one call: few enough to stay in the first cache. */
    public static final int BLOCK = 1024;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    // A table instead of a product: the loop counter of a vector loop cannot be widened to 64 bits.
    private static final long[] STEPS = new long[BLOCK];

    static {
        for (int i = 0; i < BLOCK; i++) {
            STEPS[i] = (i + 1) * GOLDEN_GAMMA;
        }
    }

    private static final double[] ONE_LESS = {1.0, 1.0 - 0x1p-53};
    private static final long ONE_BITS = 0x3FF0000000000000L;

    private RandomWords() {}

    /** Uses the random words of some samples. */
    @FunctionalInterface
    public interface Block {
        /** @param words those of samples {@code start … start + count - 1} */
        void use(long[] words, int start, int count);
    }

    /** Hands out the words of all samples of a picture, {@link #BLOCK} at a time. */
    public static void inBlocks(RandomSource.Field field, int samples, Scratch scratch, Block block) {
        long[] words = scratch.longs(0, BLOCK);
        for (int start = 0; start < samples; start += BLOCK) {
            int count = Math.min(BLOCK, samples - start);
            fill(field, start, words, count);
            block.use(words, start, count);
        }
    }

    /** Writes words {@code start … start + count - 1}. */
    public static void fill(RandomSource.Field field, long start, long[] words, int count) {
        fill(field.key() + start * GOLDEN_GAMMA, STEPS, words, count);
    }

    private static void fill(long key, long[] steps, long[] words, int count) {
        for (int i = 0; i < count; i++) {
            long z = key + steps[i];
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            words[i] = z ^ (z >>> 31);
        }
    }

    /**
     * The word as a uniform in [0, 1), 53 bits.
     *
     * <p>52 of them become the fraction of a number in [1, 2), the last one moves what is subtracted: exact, and without
     * the conversion from integer, which waits for the one before it.
     */
    public static double uniform(long word) {
        return Double.longBitsToDouble(ONE_BITS | (word >>> 12)) - ONE_LESS[(int) (word >>> 11) & 1];
    }

    /** The word as an integer in 0 … bound - 1. */
    public static int below(long word, int bound) {
        return (int) (((word >>> 32) * bound) >>> 32);
    }

    /** The integer under which {@code word >>> 11} lies exactly when the uniform of the word lies under {@code u}. */
    public static long threshold(double u) {
        return u >= 1 ? 1L << 53 : (long) Math.ceil(u * 0x1p53);
    }
}
