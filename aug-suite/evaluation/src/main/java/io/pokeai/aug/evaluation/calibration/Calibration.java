package io.pokeai.aug.evaluation.calibration;

import io.pokeai.aug.evaluation.scores.Confidences;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;

/**
 * How far confidence and accuracy are apart, over bins of confidence.
 *
 * <p>The plain estimates are too high when there are few rows: even of a calibrated
 * model, the accuracy of a bin of five rows is never exactly its confidence. The debiased ones take that out.
 *
 * @param bins those that have rows, by confidence
 * @param total of rows, at least 1
 */
public record Calibration(List<ReliabilityBin> bins, int total) {
    /** The bins are copied. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /** The calibration of these answers, in 15 bins. */
    public static Calibration of(Confidences answers) {
        return of(answers, BinEdges.DEFAULT);
    }

    /** The calibration of these answers. */
    public static Calibration of(Confidences answers, BinEdges edges) {
        int[] count = new int[edges.count()];
        int[] right = new int[edges.count()];
        double[] confidence = new double[edges.count()];
        for (int row = 0; row < answers.size(); row++) {
            int bin = edges.of(answers.confidence(row));
            count[bin]++;
            right[bin] += answers.right(row) ? 1 : 0;
            confidence[bin] += answers.confidence(row);
        }
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int bin = 0; bin < edges.count(); bin++) {
            if (count[bin] > 0) {
                bins.add(new ReliabilityBin(
                        edges.lower(bin),
                        edges.upper(bin),
                        confidence[bin] / count[bin],
                        new Proportion(right[bin], count[bin])));
            }
        }
        return new Calibration(bins, answers.size());
    }

    /**
     * The expected calibration error: {@code Σ_b n_b/n · |conf_b − acc_b|}.
     *
     * <p><b>Source</b> Naeini, Cooper, Hauskrecht, <i>Obtaining well calibrated probabilities using Bayesian binning</i>, AAAI
     * 2015.
     */
    public double expectedError() {
        return bins.stream()
                .mapToDouble(bin -> share(bin) * Math.abs(bin.gap()))
                .sum();
    }

    /** The largest distance of a bin: {@code max_b |conf_b − acc_b|}. */
    public double maximumError() {
        return bins.stream().mapToDouble(bin -> Math.abs(bin.gap())).max().orElse(0);
    }

    /**
     * The expected calibration error without the part that comes from small bins: {@code max(0, 2·ECE − E[ECE*])}. {@code ECE*} is
     * that of accuracies drawn anew from {@code N(acc_b, acc_b(1 − acc_b)/n_b)}; its mean is that of a folded normal
     * distribution, without draws.
     *
     * <p><b>Source</b> Kumar, Liang, Ma, <i>Verified uncertainty calibration</i>, NeurIPS 2019 (arXiv 1909.10155), the estimator
     * of their library; the bias: Bröcker, <i>Estimating reliability and resolution of probability forecasts through
     * decomposition of the empirical score</i>, Climate Dynamics 39 (2012).
     */
    public double debiasedExpectedError() {
        double redrawn =
                bins.stream().mapToDouble(bin -> share(bin) * redrawn(bin)).sum();
        return Math.max(0, 2 * expectedError() - redrawn);
    }

    private static double redrawn(ReliabilityBin bin) {
        double deviation = Math.sqrt(bin.accuracy() * (1 - bin.accuracy()) / bin.count());
        return new FoldedNormal(bin.gap(), deviation).mean();
    }

    /** The 95 % interval of the expected calibration error; it allows for the bias that the plain estimate has. */
    public Interval expectedErrorInterval() {
        return ErrorInterval.of(this);
    }

    /**
     * The root mean square calibration error, debiased: {@code √max(0, Σ_b n_b/n · ((conf_b − acc_b)² − acc_b(1 − acc_b)/(n_b −
     * 1)))}; bins of one row add nothing.
     *
     * <p><b>Source</b> Kumar, Liang, Ma 2019.
     */
    public double debiasedRootMeanSquareError() {
        double sum = bins.stream()
                .filter(bin -> bin.count() > 1)
                .mapToDouble(bin -> share(bin)
                        * (bin.gap() * bin.gap() - bin.accuracy() * (1 - bin.accuracy()) / (bin.count() - 1)))
                .sum();
        return Math.sqrt(Math.max(0, sum));
    }

    private double share(ReliabilityBin bin) {
        return (double) bin.count() / total;
    }
}
