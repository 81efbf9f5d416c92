package io.pokeai.aug.evaluation.run;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What each fold of a model answered for the rows that it was not trained on: one answer for every training row. Rows come
 * fold by fold, each in the order of its {@code val.csv}.
 *
 * <p><b>Threads</b> safe; readable as long as the parts are.
 */
public final class OutOfFold implements Predictions {
    private final List<Part> parts;
    private final String model;
    private final int[] first;

    /** The answers of one fold. */
    public record Part(int fold, RunPredictions answers) {}

    /**
     * @param parts at least one
     * @throws EngineException {@code INVALID_ARGUMENT} without parts, or when the classes of two parts differ
     */
    public OutOfFold(String model, List<Part> parts) {
        this.model = model;
        this.parts = List.copyOf(parts);
        if (parts.isEmpty()
                || parts.stream()
                                .map(part -> part.answers().classes())
                                .distinct()
                                .count()
                        > 1) {
            throw EngineException.invalidArgument(
                    "The folds of '" + model + "' have no answers, or differ in their classes.",
                    "Give at least one fold, all of one model.");
        }
        this.first = new int[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            first[i + 1] = first[i] + parts.get(i).answers().size();
        }
    }

    private int part(int row) {
        int part = 0;
        while (row >= first[part + 1]) {
            part++;
        }
        return part;
    }

    /** Which fold answered for a row. */
    public int fold(int row) {
        return parts.get(part(row)).fold();
    }

    private RunPredictions answers(int part) {
        return parts.get(part).answers();
    }

    /** The rows that were left out, with the reason. */
    public List<LeftOutRow> leftOut() {
        return parts.stream().flatMap(part -> part.answers().leftOut().stream()).toList();
    }

    /** Where the picture of a row is. */
    public Path file(int row) {
        int part = part(row);
        return answers(part).file(row - first[part]);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public List<String> classes() {
        return answers(0).classes();
    }

    @Override
    public int size() {
        return first[parts.size()];
    }

    @Override
    public String path(int row) {
        int part = part(row);
        return answers(part).path(row - first[part]);
    }

    @Override
    public int truth(int row) {
        int part = part(row);
        return answers(part).truth(row - first[part]);
    }

    @Override
    public int predicted(int row) {
        int part = part(row);
        return answers(part).predicted(row - first[part]);
    }

    @Override
    public float[] probabilities(int row) {
        int part = part(row);
        return answers(part).probabilities(row - first[part]);
    }

    /** Empty: one fold answers each row, so there is nothing to compare it with. */
    @Override
    public Optional<Disagreement> disagreement(int row) {
        return Optional.empty();
    }
}
