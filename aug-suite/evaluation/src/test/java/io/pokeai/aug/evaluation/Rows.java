package io.pokeai.aug.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Predictions for tests. */
public final class Rows {
    private Rows() {}

    /** Classes that are named {@code c0}, {@code c1}… */
    public static List<String> classes(int count) {
        return IntStream.range(0, count).mapToObj(k -> "c" + k).toList();
    }

    /** Predictions of these rows; the answer is the first of the likeliest classes. */
    public static PredictionList of(int[] truth, float[]... probabilities) {
        List<PredictionList.Row> rows = new ArrayList<>();
        for (int row = 0; row < truth.length; row++) {
            rows.add(new PredictionList.Row(
                    "c" + truth[row] + "/" + row + ".png",
                    truth[row],
                    best(probabilities[row]),
                    probabilities[row],
                    Optional.empty()));
        }
        return new PredictionList("resnet18", classes(probabilities[0].length), rows);
    }

    /**
     * Random ones.
     *
     * @param steps into how many equal steps probabilities are cut before they are made to add up to 1: few make many equal ones
     */
    public static PredictionList random(long seed, int count, int classes, int steps) {
        Random random = new Random(seed);
        int[] truth = new int[count];
        float[][] probabilities = new float[count][classes];
        for (int row = 0; row < count; row++) {
            truth[row] = random.nextInt(classes);
            double[] weights = new double[classes];
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                weights[k] = Math.ceil(random.nextDouble() * steps) + (k == truth[row] ? random.nextInt(steps + 1) : 0);
                sum += weights[k];
            }
            for (int k = 0; k < classes; k++) {
                probabilities[row][k] = (float) (weights[k] / sum);
            }
        }
        return of(truth, probabilities);
    }

    private static int best(float... probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        return best;
    }
}
