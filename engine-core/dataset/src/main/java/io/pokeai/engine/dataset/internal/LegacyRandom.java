package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.EngineException;
import java.util.Arrays;
import org.hipparchus.random.MersenneTwister;

/**
 * NumPy's legacy {@code RandomState}: MT19937 with the classic initialisation from one integer, and the selections that
 * scikit-learn and pandas make with it.
 *
 * <p><b>Source</b> the generator is Hipparchus'; the selections follow NumPy 2.4, numpy/random/mtrand.pyx ({@code shuffle},
 * {@code permutation}, {@code choice}) and src/legacy/legacy-distributions.c ({@code random_interval}, masked
 * rejection).<br>
 * <b>Threads</b> confined to one.
 */
public final class LegacyRandom {
    /** The largest seed that NumPy takes. */
    public static final long MAX_SEED = 0xffff_ffffL;

    private final MersenneTwister generator;

    /**
     * @param seed 0…{@link #MAX_SEED}
     * @throws EngineException {@code INVALID_ARGUMENT} for any other
     */
    public LegacyRandom(long seed) {
        if (seed < 0 || seed > MAX_SEED) {
            throw EngineException.invalidArgument("The seed is " + seed + ".", "Use 0 to " + MAX_SEED + ".");
        }
        this.generator = new MersenneTwister((int) seed);
    }

    /** The next 32 bits. */
    int nextWord() {
        return generator.nextInt();
    }

    /** A number of 0…max, each equally likely; {@code max} of 0 draws nothing. */
    int bounded(int max) {
        if (max == 0) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int drawn = nextWord() & mask;
        while (drawn > max) {
            drawn = nextWord() & mask;
        }
        return drawn;
    }

    /** Shuffles in place: Fisher and Yates, from the end. */
    void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = bounded(i);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    /** The numbers below {@code size} in a random order. */
    public int[] permutation(int size) {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = i;
        }
        shuffle(values);
        return values;
    }

    /** {@code wanted} different numbers below {@code size}: the first ones of a permutation. */
    int[] choice(int size, int wanted) {
        return Arrays.copyOf(permutation(size), wanted);
    }

    /** {@code wanted} numbers below {@code size}, which may repeat. */
    public int[] choiceWithReplacement(int size, int wanted) {
        int[] values = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            values[i] = bounded(size - 1);
        }
        return values;
    }
}
