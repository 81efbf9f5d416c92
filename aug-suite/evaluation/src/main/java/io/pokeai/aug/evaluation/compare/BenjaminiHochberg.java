package io.pokeai.aug.evaluation.compare;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Benjamini's and Hochberg's correction: p values for a list that people look through. Of those at most q, a share of at most q is
 * expected to be false, if the tests are independent or rise and fall together. For a verdict use {@link Holm}.
 *
 * <p><b>Source</b> Benjamini, Hochberg, <i>Controlling the false discovery rate</i>, Journal of the Royal Statistical Society B 57
 * (1995).
 */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /** The adjusted p values, in the same order. */
    public static double[] adjusted(double... p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[p.length];
        double lowest = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            lowest = Math.min(lowest, p[order[i]] * p.length / (i + 1));
            adjusted[order[i]] = lowest;
        }
        return adjusted;
    }
}
