package io.pokeai.aug.evaluation.selective;

import io.pokeai.aug.evaluation.scores.Confidences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Risk and coverage of a classifier that may abstain when its confidence is low.
 *
 * <p>Rows of equal confidence can only be answered together, so that a point ends each group of them; between points, a group's
 * errors are spread evenly over it. The order of the rows does not matter.
 *
 * @param points one for each different confidence, the highest first
 */
public record RiskCoverage(List<RiskPoint> points) {
    /** The points are copied. */
    public RiskCoverage {
        points = List.copyOf(points);
    }

    /** The curve of these answers. */
    public static RiskCoverage of(Confidences answers) {
        int size = answers.size();
        long[] keys = IntStream.range(0, size)
                .mapToLong(row ->
                        (long) Float.floatToIntBits(answers.confidence(row) + 0f) << 1 | (answers.right(row) ? 0 : 1))
                .sorted()
                .toArray();
        List<RiskPoint> points = new ArrayList<>();
        int wrong = 0;
        for (int i = size - 1; i >= 0; i--) {
            wrong += (int) (keys[i] & 1);
            if (i == 0 || keys[i - 1] >> 1 != keys[i] >> 1) {
                int answered = size - i;
                points.add(new RiskPoint(
                        Float.intBitsToFloat((int) (keys[i] >> 1)),
                        answered,
                        wrong,
                        (double) answered / size,
                        (double) wrong / answered));
            }
        }
        return new RiskCoverage(points);
    }

    private int total() {
        return points.get(points.size() - 1).answered();
    }

    /**
     * The area under the generalised risk (errors among the answered, of <em>all</em> rows) by coverage, from 0 to 0.5: the mean risk of
     * an undetected failure. Trapezoids from (0, 0); the same as {@code (1 − AUROC_f)·acc·(1 − acc) + (1 − acc)²/2}, with
     * {@code AUROC_f} of the confidence for "right".
     *
     * <p><b>Source</b> Traub et al., <i>Overcoming common flaws in the evaluation of selective classification systems</i>,
     * NeurIPS 2024 (arXiv 2407.01032).
     */
    public double augrc() {
        long doubled = 0;
        int answered = 0;
        int wrong = 0;
        for (RiskPoint point : points) {
            doubled += (long) (point.answered() - answered) * (point.wrong() + wrong);
            answered = point.answered();
            wrong = point.wrong();
        }
        return doubled / 2.0 / ((double) total() * total());
    }

    /**
     * The area under the selective risk by coverage: trapezoids over the coverages 1/n to 1, divided by {@code 1 − 1/n}.
     *
     * <p>Dominated by the few most confident answers; prefer {@link #augrc()}.
     *
     * <p><b>Source</b> Geifman, Uziel, El-Yaniv, <i>Bias-reduced uncertainty estimation for deep neural classifiers</i>, ICLR
     * 2019; the trapezoids are those of torch-uncertainty.
     */
    public double aurc() {
        int total = total();
        if (total == 1) {
            return points.get(0).risk();
        }
        double sum = 0;
        int answered = 0;
        int wrong = 0;
        for (RiskPoint point : points) {
            int group = point.answered() - answered;
            double each = (double) (point.wrong() - wrong) / group;
            for (int i = 1; i <= group; i++) {
                double risk = (wrong + i * each) / (answered + i);
                sum += answered + i == 1 || answered + i == total ? risk / 2 : risk;
            }
            answered = point.answered();
            wrong = point.wrong();
        }
        return sum / (total - 1);
    }

    /**
     * The point of the largest coverage whose risk is at most this; empty when even the most confident rows have a higher
     * risk. It is chosen on these rows: on others the risk at the same threshold may be higher.
     *
     * @param risk allowed, from 0 to 1
     */
    public Optional<RiskPoint> atRisk(double risk) {
        for (int i = points.size() - 1; i >= 0; i--) {
            if (points.get(i).risk() <= risk) {
                return Optional.of(points.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * Some of the points, spread evenly, the first and the last one among them: for a plot or a file.
     *
     * @param most how many points to return at most, at least 2
     */
    public List<RiskPoint> thinned(int most) {
        if (points.size() <= most) {
            return points;
        }
        return IntStream.range(0, most)
                .mapToObj(i -> points.get((int) ((long) i * (points.size() - 1) / (most - 1))))
                .toList();
    }
}
