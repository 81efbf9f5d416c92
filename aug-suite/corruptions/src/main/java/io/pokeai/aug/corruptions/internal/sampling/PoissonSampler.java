package io.pokeai.aug.corruptions.internal.sampling;

import java.util.Arrays;

/**
 * Poisson draws by inversion: the smallest count whose cumulated probability exceeds the uniform of a word.
 *
 * <p>Probabilities are kept as 53-bit integers, which a word is compared with directly; a guide of 64 entries says where
 * to begin, so that a draw costs one look-up and about one comparison.
 *
 * <p><b>Threads</b> immutable.
 */
public final class PoissonSampler {
    private static final int MAX_COUNT = 256;
    private static final double NEGLIGIBLE = 1e-18;
    private static final int GUIDE_BITS = 6;

    /** First, the cumulated probabilities of rate 0, then those of rate 1, … each list ended by a sentinel. */
    private final long[] cumulated;

    private final int[] first;
    private final int[] guide;

    /**
     * Counts end at 256, as the reference has it.
     *
     * @param rates at least one, none negative
     */
    public PoissonSampler(double[] rates) {
        this(rates, MAX_COUNT);
    }

    /**
     * For rates that counts of 256 would cut off.
     *
     * @param rates at least one, none negative
     * @param maxCount the largest count
     */
    public PoissonSampler(double[] rates, int maxCount) {
        long[] all = new long[rates.length * (maxCount + 2)];
        int end = 0;
        first = new int[rates.length];
        guide = new int[rates.length << GUIDE_BITS];
        for (int rate = 0; rate < rates.length; rate++) {
            first[rate] = end;
            end = cumulate(rates[rate], maxCount, all, end);
            fillGuide(rate, all);
        }
        cumulated = Arrays.copyOf(all, end);
    }

    private static int cumulate(double rate, int maxCount, long[] target, int start) {
        int end = start;
        double probability = StrictMath.exp(-rate);
        double sum = probability;
        target[end++] = RandomWords.threshold(sum);
        for (int k = 1; k <= maxCount && sum < 1 && !(probability < NEGLIGIBLE && k - 1 > rate); k++) {
            probability = probability * rate / k;
            sum += probability;
            target[end++] = RandomWords.threshold(sum);
        }
        target[end++] = Long.MAX_VALUE;
        return end;
    }

    private void fillGuide(int rate, long[] all) {
        int at = first[rate];
        for (int g = 0; g < 1 << GUIDE_BITS; g++) {
            while (all[at] <= (long) g << (53 - GUIDE_BITS)) {
                at++;
            }
            guide[(rate << GUIDE_BITS) + g] = at;
        }
    }

    /** The count that a word stands for, at one of the rates given. */
    public int sample(int rate, long word) {
        int at = guide[(rate << GUIDE_BITS) + (int) (word >>> (Long.SIZE - GUIDE_BITS))];
        long uniform = word >>> 11;
        while (cumulated[at] <= uniform) {
            at++;
        }
        return at - first[rate];
    }
}
