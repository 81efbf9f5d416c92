package io.pokeai.aug.evaluation.compare;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction: p values for several tests, so that one false alarm among all of them is as rare as it would be in one.
 *
 * <p><b>Source</b> Holm, <i>A simple sequentially rejective multiple test procedure</i>, Scandinavian Journal of Statistics 6
 * (1979).
 */
public final class Holm {
    private Holm() {}

    /** The adjusted p values, in the same order. */
    public static double[] adjusted(double... p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[p.length];
        double highest = 0;
        for (int i = 0; i < order.length; i++) {
            highest = Math.max(highest, Math.min(1, (p.length - i) * p[order[i]]));
            adjusted[order[i]] = highest;
        }
        return adjusted;
    }
}
