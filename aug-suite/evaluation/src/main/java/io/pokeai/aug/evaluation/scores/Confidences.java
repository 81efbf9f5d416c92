package io.pokeai.aug.evaluation.scores;

/**
 * How sure a model was of each answer, and whether it was right: what calibration and risk are made of.
 *
 * <p><b>Ranges</b> probabilities from 0 to 1, never NaN; at least one row.
 */
public interface Confidences {
    /** The number of rows, at least 1. */
    int size();

    /** The probability of the class that was answered. */
    float confidence(int row);

    /** The probability of the true class. */
    float trueProbability(int row);

    /** Whether the answer is the true class. */
    boolean right(int row);
}
