package io.pokeai.aug.robustness.metrics;

import io.pokeai.engine.api.EngineException;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A weighted sum of the error rates of cells: mean error, mCE and relative mCE are all of this form.
 *
 * <p>Cells share their pictures, so they are not independent. The sum is therefore taken as the mean, over the pictures, of
 * {@code m_i = Σ_cells weight·[picture i is wrong]}; its standard error is {@code sd(m_i)/√n}, and that of a difference of two
 * models on the same pictures {@code sd(m_i − m'_i)/√n}: closed, no bootstrap, with the dependence kept. The intervals are
 * normal ones, for some 100 pictures and more.
 *
 * <p>Values are computed from counts; {@code m_i} and the squares of its deviations are summed in float64, in the order of the
 * cells and pictures.
 *
 * <p><b>Threads</b> immutable.
 */
public final class WeightedError {
    private final NavigableMap<Cell, Double> weights;

    private WeightedError(NavigableMap<Cell, Double> weights) {
        this.weights = weights;
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} without a cell */
    public static WeightedError weighted(Map<Cell, Double> weights) {
        if (weights.isEmpty()) {
            throw EngineException.invalidArgument("A mean of no cells was asked for.", "Name at least one cell.");
        }
        return new WeightedError(new TreeMap<>(weights));
    }

    /** The plain mean of the error rates of some cells. */
    public static WeightedError mean(Collection<Cell> cells) {
        Map<Cell, Double> equal = new TreeMap<>();
        cells.forEach(cell -> equal.put(cell, 1.0 / cells.size()));
        return weighted(equal);
    }

    /**
     * The sum, of error rates.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when a cell is missing
     */
    public double of(NavigableMap<Cell, Double> errors) {
        double sum = 0;
        for (Map.Entry<Cell, Double> weight : weights.entrySet()) {
            Double error = errors.get(weight.getKey());
            if (error == null) {
                throw EngineException.invalidArgument(
                        "There is no error rate for " + weight.getKey() + ".", "There are " + errors.keySet() + ".");
            }
            sum += weight.getValue() * error;
        }
        return sum;
    }

    /** The sum of a model, with its interval; at least two pictures. */
    public Estimate of(CellAnswers answers) {
        double[] perPicture = new double[answers.pictures()];
        addWrong(answers, 1, perPicture);
        return Estimate.normal(of(answers.errors()), standardError(perPicture));
    }

    /**
     * The sum of the first model minus that of the second, on the same pictures.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when they have other pictures, or a cell is missing
     */
    public Estimate difference(CellAnswers first, CellAnswers second) {
        first.requireSamePictures(second);
        double[] perPicture = new double[first.pictures()];
        addWrong(first, 1, perPicture);
        addWrong(second, -1, perPicture);
        return Estimate.normal(of(first.errors()) - of(second.errors()), standardError(perPicture));
    }

    private void addWrong(CellAnswers answers, int sign, double[] perPicture) {
        weights.forEach((cell, weight) -> {
            BitSet right = answers.right(cell);
            int pictures = answers.pictures();
            for (int i = right.nextClearBit(0); i < pictures; i = right.nextClearBit(i + 1)) {
                perPicture[i] += sign * weight;
            }
        });
    }

    /** Two passes: the mean, then the squares of the deviations from it, over n − 1. */
    static double standardError(double... perPicture) {
        int n = perPicture.length;
        if (n < 2) {
            throw EngineException.invalidArgument(
                    "An interval of " + n + " pictures was asked for.", "Give at least two pictures.");
        }
        double sum = 0;
        for (double value : perPicture) {
            sum += value;
        }
        double mean = sum / n;
        double squares = 0;
        for (double value : perPicture) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (n - 1) / n);
    }
}
