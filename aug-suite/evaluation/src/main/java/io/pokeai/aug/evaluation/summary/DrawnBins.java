package io.pokeai.aug.evaluation.summary;

import io.pokeai.aug.evaluation.calibration.BinEdges;
import io.pokeai.aug.evaluation.scores.Answers;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The expected calibration error of drawn rows. */
final class DrawnBins {
    private final int[] binOf;
    private final double[] gapOf;
    private final double[] gap;
    private final int size;

    DrawnBins(Answers answers, BinEdges edges) {
        size = answers.size();
        binOf = IntStream.range(0, size)
                .map(row -> edges.of(answers.confidence(row)))
                .toArray();
        gapOf = IntStream.range(0, size)
                .mapToDouble(row -> answers.confidence(row) - (answers.right(row) ? 1.0 : 0.0))
                .toArray();
        gap = new double[edges.count()];
    }

    void clear() {
        Arrays.fill(gap, 0);
    }

    void add(int row) {
        gap[binOf[row]] += gapOf[row];
    }

    /** n_b/n · |conf_b − acc_b| is |Σ (conf − right)| / n. */
    double expectedError() {
        double sum = 0;
        for (double own : gap) {
            sum += Math.abs(own);
        }
        return sum / size;
    }
}
