package io.pokeai.aug.evaluation;

import io.pokeai.engine.api.Disagreement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model answered for the rows of a table, with the true class of each: all that metrics, reports and plots need. Who asked
 * the model – an engine, a service, a cluster – does not matter here.
 *
 * <p><b>Shape</b> {@code size()} rows in the order of the table; classes are indices into {@link #classes()}.<br>
 * <b>Threads</b> implementations are immutable, and may be read by many threads.
 */
public interface Predictions {
    /** The name of the model, as its files are named. */
    String model();

    /** The class names in index order. */
    List<String> classes();

    /** The number of rows. */
    int size();

    /** The picture of a row, as its table names it. */
    String path(int row);

    /** The true class of a row. */
    int truth(int row);

    /** The class that was answered. */
    int predicted(int row);

    /** The probability of each class, in index order; a new array, which is the caller's. */
    float[] probabilities(int row);

    /** How much the folds of an ensemble differ about a row; empty for a single model. */
    Optional<Disagreement> disagreement(int row);

    /** The probability of the class that was answered. */
    default float confidence(int row) {
        return probabilities(row)[predicted(row)];
    }

    /** Whether the answer is the true class. */
    default boolean right(int row) {
        return truth(row) == predicted(row);
    }

    /** The confusion matrix of the answers. */
    default ConfusionMatrix confusion() {
        return ConfusionMatrix.of(
                classes(),
                IntStream.range(0, size()).map(this::truth).toArray(),
                IntStream.range(0, size()).map(this::predicted).toArray());
    }
}
