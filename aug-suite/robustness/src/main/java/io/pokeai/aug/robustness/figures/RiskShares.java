package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.scores.Confidences;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What each picture adds to the area under the generalised risk by coverage, so that the area has an interval without draws.
 *
 * <p>The area is {@code 1/n² Σ_i Σ_j K(i, j)}, with {@code K(i, j) = [i is wrong]·([c_j < c_i] + ½[c_j = c_i])}: a wrong answer counts at
 * every coverage at which it is given. That is a statistic of von Mises, whose variance follows from the means {@code h(i) = 1/n Σ_j
 * (K(i, j) + K(j, i)) − area}: their mean is the area, and their standard error that of the area, but for a part that falls with 1/n.
 *
 * <p><b>Source</b> of the area: Traub et al. 2024 (arXiv 2407.01032), as {@link
 * io.pokeai.aug.evaluation.selective.RiskCoverage#augrc}; of the variance: von Mises, <i>On the asymptotic distribution of
 * differentiable statistical functions</i>, Annals of Mathematical Statistics 18 (1947).
 */
final class RiskShares {
    private RiskShares() {}

    /** {@code h} of each row. */
    static double[] of(Confidences rows) {
        int size = rows.size();
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(rows::confidence))
                .mapToInt(row -> row)
                .toArray();
        long wrongs = IntStream.range(0, size).filter(row -> !rows.right(row)).count();
        double[] shares = new double[size];
        double area = 0;
        long wrongBelow = 0;
        for (int from = 0, to; from < size; from = to) {
            to = from;
            long wrongHere = 0;
            while (to < size && rows.confidence(order[to]) == rows.confidence(order[from])) {
                wrongHere += rows.right(order[to++]) ? 0 : 1;
            }
            double below = from + (to - from) / 2.0;
            double wrongAbove = wrongs - wrongBelow - wrongHere / 2.0;
            for (int i = from; i < to; i++) {
                double own = rows.right(order[i]) ? 0 : below;
                area += own;
                shares[order[i]] = (own + wrongAbove) / size;
            }
            wrongBelow += wrongHere;
        }
        double mean = area / ((double) size * size);
        return IntStream.range(0, size).mapToDouble(i -> shares[i] - mean).toArray();
    }
}
