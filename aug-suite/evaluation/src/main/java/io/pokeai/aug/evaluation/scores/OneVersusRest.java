package io.pokeai.aug.evaluation.scores;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.statistics.RocAuc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The area under the ROC curve of each class against the rest.
 *
 * <p>A class needs its probabilities of all rows at once. As many classes are read in one pass as fit into 64 MB: all 149 for
 * 100,000 rows.
 */
final class OneVersusRest {
    private static final long FLOATS = 16L << 20;

    private OneVersusRest() {}

    /** One area for each class, in index order. */
    static List<OptionalDouble> areas(Predictions predictions) {
        int classes = predictions.classes().size();
        int together = (int) Math.max(1, Math.min(classes, FLOATS / Math.max(1, predictions.size())));
        List<OptionalDouble> areas = new ArrayList<>(classes);
        for (int from = 0; from < classes; from += together) {
            float[][] columns = columns(predictions, from, Math.min(classes, from + together));
            for (int k = 0; k < columns.length; k++) {
                areas.add(RocAuc.of(ofClass(predictions, from + k, columns[k]), columns[k]));
            }
        }
        return areas;
    }

    private static float[][] columns(Predictions predictions, int from, int to) {
        float[][] columns = new float[to - from][predictions.size()];
        for (int row = 0; row < predictions.size(); row++) {
            float[] probabilities = predictions.probabilities(row);
            for (int k = from; k < to; k++) {
                columns[k - from][row] = probabilities[k];
            }
        }
        return columns;
    }

    private static float[] ofClass(Predictions predictions, int wanted, float[] column) {
        float[] own = new float[column.length];
        int count = 0;
        for (int row = 0; row < column.length; row++) {
            if (predictions.truth(row) == wanted) {
                own[count++] = column[row];
            }
        }
        return Arrays.copyOf(own, count);
    }
}
