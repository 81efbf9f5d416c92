package io.pokeai.aug.evaluation.labels;

import io.pokeai.aug.evaluation.Predictions;

/**
 * The threshold of each class: the mean probability of the class over the rows with its label. A probability must reach it to
 * count as confident; that of a class without rows cannot be reached.
 *
 * <p><b>Source</b> Northcutt, Jiang, Chuang, <i>Confident learning: estimating uncertainty in dataset labels</i>, JAIR 70 (2021),
 * arXiv 1911.00068.<br>
 * <b>Threads</b> immutable.
 */
final class Thresholds {
    private final double[] thresholds;

    private Thresholds(double[] thresholds) {
        this.thresholds = thresholds;
    }

    static Thresholds of(Predictions predictions) {
        double[] sums = new double[predictions.classes().size()];
        int[] rows = new int[sums.length];
        for (int row = 0; row < predictions.size(); row++) {
            int label = predictions.truth(row);
            sums[label] += predictions.probabilities(row)[label];
            rows[label]++;
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] = rows[k] == 0 ? Double.POSITIVE_INFINITY : sums[k] / rows[k];
        }
        return new Thresholds(sums);
    }

    /** The likeliest class among those whose threshold is reached, of equals the first; −1 when no threshold is reached. */
    int confidentClass(float... probabilities) {
        int best = -1;
        for (int k = 0; k < probabilities.length; k++) {
            if (probabilities[k] >= thresholds[k] && (best < 0 || probabilities[k] > probabilities[best])) {
                best = k;
            }
        }
        return best;
    }
}
