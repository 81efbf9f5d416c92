package io.pokeai.aug.evaluation.statistics;

import io.pokeai.engine.api.EngineException;
import java.util.HashMap;
import java.util.Map;

/**
 * Shares of several groups that know of each other: the share of a small group is drawn towards those of all, the more, the less
 * the groups differ.
 *
 * <p>Each share is taken to come from one beta distribution, with mean m and concentration M; a count is then beta-binomial. How
 * likely the counts make each m and M is computed on a grid, {@code m = (i + ½)/32} and {@code 1/(1 + M) = (j + ½)/16}, all of it
 * equally likely before; the shares are means over the grid. Fixing the likeliest m and M instead would make intervals too
 * narrow.
 *
 * <p><b>Source</b> Gelman et al., <i>Bayesian data analysis</i>, 3rd edition, section 5.3, with another prior of M.<br>
 * <b>Threads</b> stateless.
 */
public final class ShrunkShares {
    private static final int MEANS = 32;
    private static final int SPREADS = 16;
    /** Far from where numbers lose digits; the smallest factor is above 1e-8. */
    private static final double SMALL = 1e-200;

    private ShrunkShares() {}

    /**
     * A share after the counts are known.
     *
     * @param mean of it, 0…1
     * @param square mean of its square
     */
    public record Share(double mean, double square) {
        /** Its variance. */
        public double variance() {
            return Math.max(0, square - mean * mean);
        }
    }

    /**
     * The share of each group; of a group without members what the others say.
     *
     * @param counts members that have the property
     * @param totals members
     * @throws EngineException {@code INVALID_ARGUMENT} unless each count is from 0 to its total
     */
    public static Share[] of(int[] counts, int[] totals) {
        Map<Group, Integer> groups = new HashMap<>();
        for (int k = 0; k < counts.length; k++) {
            groups.merge(new Group(counts[k], totals[k]), 1, Integer::sum);
        }
        double[] likelihood = likelihood(groups);
        Map<Group, Share> shares = new HashMap<>();
        groups.keySet().forEach(group -> shares.put(group, share(group, likelihood)));
        Share[] all = new Share[counts.length];
        for (int k = 0; k < all.length; k++) {
            all[k] = shares.getOrDefault(new Group(counts[k], totals[k]), new Share(0, 0));
        }
        return all;
    }

    private record Group(int count, int total) {
        Group {
            if (count < 0 || count > total) {
                throw EngineException.invalidArgument(
                        "A share of " + count + " in " + total + " was asked for.",
                        "Give a count from 0 to the total.");
            }
        }
    }

    private static double alpha(int point) {
        return mean(point) * concentration(point);
    }

    private static double beta(int point) {
        return (1 - mean(point)) * concentration(point);
    }

    private static double mean(int point) {
        int row = point / SPREADS;
        return (row + 0.5) / MEANS;
    }

    private static double concentration(int point) {
        return SPREADS / (point % SPREADS + 0.5) - 1;
    }

    /** Of each point of the grid; the sum is 1. */
    private static double[] likelihood(Map<Group, Integer> groups) {
        double[] logs = new double[MEANS * SPREADS];
        double largest = Double.NEGATIVE_INFINITY;
        for (int point = 0; point < logs.length; point++) {
            double a = alpha(point);
            double b = beta(point);
            for (Map.Entry<Group, Integer> entry : groups.entrySet()) {
                Group group = entry.getKey();
                logs[point] += entry.getValue() * logLikelihood(group, a, b);
            }
            largest = Math.max(largest, logs[point]);
        }
        double sum = 0;
        for (int point = 0; point < logs.length; point++) {
            logs[point] = Math.exp(logs[point] - largest);
            sum += logs[point];
        }
        for (int point = 0; point < logs.length; point++) {
            logs[point] /= sum;
        }
        return logs;
    }

    /** {@code ln B(a + count, b + total − count) − ln B(a, b)}: one factor for each member, without a gamma function. */
    private static double logLikelihood(Group group, double a, double b) {
        double log = 0;
        double product = 1;
        for (int i = 0; i < group.total; i++) {
            product *= (i < group.count ? a + i : b + i - group.count) / (a + b + i);
            if (product < SMALL) {
                log += Math.log(product);
                product = 1;
            }
        }
        return log + Math.log(product);
    }

    private static Share share(Group group, double[] likelihood) {
        double mean = 0;
        double square = 0;
        for (int point = 0; point < likelihood.length; point++) {
            double a = alpha(point) + group.count;
            double both = alpha(point) + beta(point) + group.total;
            mean += likelihood[point] * a / both;
            square += likelihood[point] * a * (a + 1) / (both * (both + 1));
        }
        return new Share(mean, square);
    }
}
