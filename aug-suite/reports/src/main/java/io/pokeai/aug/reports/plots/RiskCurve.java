package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Risk over coverage: of the most confident answers, how many are wrong. Answers of equal confidence come in or stay out
 * together.
 *
 * <p><b>Source</b> Geifman, El-Yaniv: <i>Selective Classification for Deep Neural Networks</i>, NeurIPS 2017.<br>
 * <b>Threads</b> stateless.
 */
public final class RiskCurve {
    private static final int MOST_POINTS = 200;

    private RiskCurve() {}

    /** At most {@value #MOST_POINTS} points, by coverage; the last one is the whole table. */
    public static List<RiskPoint> of(Predictions predictions) {
        int size = predictions.size();
        float[] confidence = new float[size];
        IntStream.range(0, size).forEach(row -> confidence[row] = predictions.confidence(row));
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -confidence[row]))
                .mapToInt(row -> row)
                .toArray();
        List<RiskPoint> points = new ArrayList<>();
        int wrong = 0;
        int step = 0;
        for (int i = 0; i < size; i++) {
            wrong += predictions.right(order[i]) ? 0 : 1;
            boolean whole = i + 1 == size || confidence[order[i + 1]] < confidence[order[i]];
            boolean due = (long) (i + 1) * MOST_POINTS >= (long) (step + 1) * size;
            if (whole && (due || i + 1 == size)) {
                points.add(new RiskPoint((double) (i + 1) / size, (double) wrong / (i + 1)));
                step = (int) ((long) (i + 1) * MOST_POINTS / size);
            }
        }
        return points;
    }
}
