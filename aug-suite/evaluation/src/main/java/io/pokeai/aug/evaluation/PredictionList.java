package io.pokeai.aug.evaluation;

import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.Optional;

/**
 * Predictions in memory.
 *
 * <p><b>Threads</b> immutable, provided that the arrays in {@code rows} are not changed afterwards.
 *
 * @param model the name of the model
 * @param classes the class names in index order; at least one
 * @param rows what was answered
 */
public record PredictionList(String model, List<String> classes, List<Row> rows) implements Predictions {
    /**
     * @throws EngineException {@code INVALID_ARGUMENT} when a row names an unknown class, or does not have one probability
     *     for each class
     */
    public PredictionList {
        classes = List.copyOf(classes);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            row.requireClasses(classes.size());
        }
    }

    /**
     * One answer.
     *
     * @param path the picture, as its table names it
     * @param truth its true class, 0…classes−1
     * @param predicted the class that was answered, 0…classes−1
     * @param probabilities of each class
     * @param disagreement of the folds, if there are several
     */
    @SuppressWarnings(
            "ArrayRecordComponent") // rows are never compared; a list of boxed numbers would be four times as large
    public record Row(
            String path, int truth, int predicted, float[] probabilities, Optional<Disagreement> disagreement) {
        private void requireClasses(int classes) {
            if (truth < 0 || truth >= classes || predicted < 0 || predicted >= classes) {
                throw EngineException.invalidArgument(
                        path + ": there is no class " + (truth < 0 || truth >= classes ? truth : predicted) + " among "
                                + classes + ".",
                        "Classes are counted from 0.");
            }
            if (probabilities.length != classes) {
                throw EngineException.invalidArgument(
                        path + ": " + probabilities.length + " probabilities were given for " + classes + " classes.",
                        "Give one probability for each class.");
            }
        }
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public String path(int row) {
        return rows.get(row).path();
    }

    @Override
    public int truth(int row) {
        return rows.get(row).truth();
    }

    @Override
    public int predicted(int row) {
        return rows.get(row).predicted();
    }

    @Override
    public float[] probabilities(int row) {
        return rows.get(row).probabilities().clone();
    }

    @Override
    public Optional<Disagreement> disagreement(int row) {
        return rows.get(row).disagreement();
    }
}
