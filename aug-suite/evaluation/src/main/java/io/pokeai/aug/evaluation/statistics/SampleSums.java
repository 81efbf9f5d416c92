package io.pokeai.aug.evaluation.statistics;

import io.pokeai.engine.api.EngineException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;

/**
 * The sums of samples that are drawn without replacement from some whole numbers: whether a group has more than as many others,
 * taken at random.
 *
 * <p>Up to {@value #EXACT} numbers a sample is counted exactly: equal numbers are one group, of which a sample has hypergeometrically
 * many. Larger samples have a normal distribution, with the variance of finite populations and a correction of one half.
 *
 * <p><b>Source</b> Fisher's and Pitman's permutation test (Pitman, <i>Significance tests which may be applied to samples from any
 * populations</i>, 1937).<br>
 * <b>Threads</b> immutable.
 */
public final class SampleSums {
    /** The largest sample that is counted. */
    static final int EXACT = 64;

    private final int size;
    private final int least;
    private final double mean;
    private final double variance;
    /** [numbers in the sample][sum of what each is above the least one]: its probability. */
    private final double[][] exact;

    private SampleSums(int[] numbers, int largestSample) {
        size = numbers.length;
        least = Arrays.stream(numbers).min().orElseThrow();
        mean = Arrays.stream(numbers).average().orElseThrow();
        variance = size == 1
                ? 0
                : Arrays.stream(numbers)
                                .mapToDouble(number -> (number - mean) * (number - mean))
                                .sum()
                        / (size - 1);
        exact = counted(numbers, Math.min(EXACT, largestSample));
    }

    /**
     * Of samples from these numbers.
     *
     * @param numbers at least one
     * @param largestSample that will be asked about
     * @throws EngineException {@code INVALID_ARGUMENT} when it is not from 0 to the count of the numbers, or there is none
     */
    public static SampleSums of(int[] numbers, int largestSample) {
        if (numbers.length == 0 || largestSample < 0 || largestSample > numbers.length) {
            throw EngineException.invalidArgument(
                    "A sample of " + largestSample + " in " + numbers.length + " was asked for.",
                    "Give at least one number, and a sample of at most all of them.");
        }
        return new SampleSums(numbers, largestSample);
    }

    private double[][] counted(int[] numbers, int sample) {
        Map<Integer, Integer> groups = new TreeMap<>();
        Arrays.stream(numbers).forEach(number -> groups.merge(number - least, 1, Integer::sum));
        int range = Arrays.stream(numbers).max().orElseThrow() - least;
        double[][] sums = new double[sample + 1][sample * range + 1];
        sums[0][0] = 1;
        int known = 0;
        for (Map.Entry<Integer, Integer> group : groups.entrySet()) {
            sums = with(group.getKey(), group.getValue(), known, sums);
            known += group.getValue();
        }
        return sums;
    }

    /** Samples of the known numbers and of as many more, all of one value. */
    private static double[][] with(int value, int more, int known, double[]... sums) {
        double[][] next = new double[sums.length][sums[0].length];
        for (int drawn = 0; drawn < sums.length && drawn <= known + more; drawn++) {
            HypergeometricDistribution ofMore = new HypergeometricDistribution(known + more, more, drawn);
            for (int own = ofMore.getSupportLowerBound(); own <= ofMore.getSupportUpperBound(); own++) {
                double share = ofMore.probability(own);
                double[] others = sums[drawn - own];
                int shift = own * value;
                for (int sum = 0; sum + shift < others.length; sum++) {
                    next[drawn][sum + shift] += share * others[sum];
                }
            }
        }
        return next;
    }

    /**
     * How likely a random sample of this size has at least this sum.
     *
     * @param sample how many numbers; at most the largest sample
     */
    public double atLeast(int sample, long sum) {
        if (sample < exact.length) {
            double[] probabilities = exact[sample];
            double tail = 0;
            for (int i = probabilities.length - 1; i >= Math.max(0, sum - (long) sample * least); i--) {
                tail += probabilities[i];
            }
            return Math.min(1, tail);
        }
        double deviation = Math.sqrt(sample * variance * (1 - (double) sample / size));
        return deviation == 0 ? 1 : Normal.cumulative((sample * mean - (sum - 0.5)) / deviation);
    }
}
