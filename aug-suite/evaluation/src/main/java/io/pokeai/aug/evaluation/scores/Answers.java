package io.pokeai.aug.evaluation.scores;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.engine.api.EngineException;
import java.util.BitSet;
import java.util.List;

/**
 * What one pass over the predictions keeps of each row: 29 bytes, whatever the number of classes.
 *
 * <p><b>Threads</b> immutable.
 */
public final class Answers implements Confidences {
    private final List<String> classes;
    private final int[] truth;
    private final int[] predicted;
    private final int[] rank;
    private final float[] confidence;
    private final float[] trueProbability;
    private final double[] squaredError;
    private final BitSet right = new BitSet();

    private Answers(List<String> classes, int size) {
        this.classes = classes;
        truth = new int[size];
        predicted = new int[size];
        rank = new int[size];
        confidence = new float[size];
        trueProbability = new float[size];
        squaredError = new double[size];
    }

    /**
     * Reads the predictions once.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} if there is no row, or if a probability is NaN or outside 0 to 1
     */
    public static Answers of(Predictions predictions) {
        if (predictions.size() == 0) {
            throw EngineException.invalidArgument(
                    "There are no predictions of " + predictions.model() + " to evaluate.",
                    "Give a split with at least one row.");
        }
        Answers answers = new Answers(List.copyOf(predictions.classes()), predictions.size());
        for (int row = 0; row < predictions.size(); row++) {
            answers.read(predictions, row);
        }
        return answers;
    }

    private void read(Predictions predictions, int row) {
        float[] probabilities = predictions.probabilities(row);
        requireProbabilities(predictions.path(row), probabilities);
        truth[row] = predictions.truth(row);
        predicted[row] = predictions.predicted(row);
        rank[row] = rank(probabilities, truth[row], predicted[row]);
        confidence[row] = probabilities[predicted[row]];
        trueProbability[row] = probabilities[truth[row]];
        squaredError[row] = squaredError(probabilities, truth[row]);
        right.set(row, truth[row] == predicted[row]);
    }

    private static void requireProbabilities(String path, float[] probabilities) {
        for (float probability : probabilities) {
            if (!(probability >= 0 && probability <= 1)) {
                throw EngineException.invalidArgument(
                        path + ": a probability is " + probability + ".", "Give probabilities from 0 to 1.");
            }
        }
    }

    /** How many classes come before the true one: the answer always, others by probability, then by index. */
    private static int rank(float[] probabilities, int truth, int predicted) {
        if (truth == predicted) {
            return 0;
        }
        int before = 1;
        for (int k = 0; k < probabilities.length; k++) {
            if (k != predicted
                    && (probabilities[k] > probabilities[truth]
                            || (k < truth && probabilities[k] == probabilities[truth]))) {
                before++;
            }
        }
        return before;
    }

    private static double squaredError(float[] probabilities, int truth) {
        double sum = 0;
        for (int k = 0; k < probabilities.length; k++) {
            double distance = (k == truth ? 1 : 0) - (double) probabilities[k];
            sum += distance * distance;
        }
        return sum;
    }

    /** The class names, in index order. */
    public List<String> classes() {
        return classes;
    }

    @Override
    public int size() {
        return truth.length;
    }

    /** The true class of a row. */
    public int truth(int row) {
        return truth[row];
    }

    /** The class that was answered. */
    public int predicted(int row) {
        return predicted[row];
    }

    /** How many classes come before the true one in the order of the answer: 0 for a right answer. */
    public int rank(int row) {
        return rank[row];
    }

    @Override
    public float confidence(int row) {
        return confidence[row];
    }

    @Override
    public float trueProbability(int row) {
        return trueProbability[row];
    }

    /** {@code Σ_k ([k is true] − p_k)²}. */
    public double squaredError(int row) {
        return squaredError[row];
    }

    @Override
    public boolean right(int row) {
        return right.get(row);
    }

    /** The rows that are right; a copy. */
    public BitSet right() {
        return (BitSet) right.clone();
    }

    /** The confidence of each row; a copy. */
    public float[] confidences() {
        return confidence.clone();
    }

    /** The confusion matrix of these answers. */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(classes, truth, predicted);
    }
}
