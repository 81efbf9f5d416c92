package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.TrainingBatch;

/**
 * What a network answers to pictures that validate, added up.
 *
 * <p><b>Threads</b> confined to one.
 */
final class ValidationTally {
    private static final int FIRST = 5;

    private final double smoothing;
    private double loss;
    private int right;
    private int nearlyRight;
    private int seen;

    /** @param smoothing of the labels, which the loss is computed with */
    ValidationTally(double smoothing) {
        this.smoothing = smoothing;
    }

    /** @param logits float32 {@code [n, classes]} */
    void add(TrainingBatch batch, float... logits) {
        int classes = logits.length / batch.size();
        for (int i = 0; i < batch.size(); i++) {
            int from = i * classes;
            int label = labelOf(batch, from, classes);
            loss += loss(logits, from, classes, label);
            int rank = rank(logits, from, classes, label);
            right += rank == 0 ? 1 : 0;
            nearlyRight += rank < FIRST ? 1 : 0;
            seen++;
        }
    }

    /** Mean over the pictures. */
    double loss() {
        return loss / seen;
    }

    /** Share of the pictures. */
    double accuracy() {
        return (double) right / seen;
    }

    /** Share of the pictures whose class is among the first five. */
    double top5() {
        return (double) nearlyRight / seen;
    }

    private static int labelOf(TrainingBatch batch, int from, int classes) {
        for (int k = 0; k < classes; k++) {
            if (batch.targets().get(from + k) == 1) {
                return k;
            }
        }
        throw new IllegalStateException("no label");
    }

    private double loss(float[] logits, int from, int classes, int label) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            most = Math.max(most, logits[from + k]);
        }
        double sum = 0;
        double all = 0;
        for (int k = 0; k < classes; k++) {
            sum += StrictMath.exp(logits[from + k] - most);
            all += logits[from + k];
        }
        double log = most + StrictMath.log(sum);
        return (1 - smoothing) * (log - logits[from + label]) + smoothing * (log - all / classes);
    }

    /** How many classes are before the label; of equal ones that with the lower index is. */
    private static int rank(float[] logits, int from, int classes, int label) {
        int rank = 0;
        float own = logits[from + label];
        for (int k = 0; k < classes; k++) {
            // A logit that is not a number is never right.
            boolean before = !(logits[from + k] <= own) || (k < label && logits[from + k] == own);
            rank += k != label && before ? 1 : 0;
        }
        return Float.isNaN(own) ? classes : rank;
    }
}
