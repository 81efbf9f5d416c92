package io.pokeai.aug.robustness.metrics;

import io.pokeai.engine.api.EngineException;
import java.util.Comparator;

/**
 * One augmentation at one severity.
 *
 * <p>Cells are ordered by the name of the augmentation, then by severity.
 *
 * @param augmentation its name, such as {@code fog}; {@code clean} for pictures that are not changed
 * @param severity from 1; 0 for {@code clean} alone
 */
public record Cell(String augmentation, int severity) implements Comparable<Cell> {
    /** Pictures that are not changed. */
    public static final Cell CLEAN = new Cell("clean", 0);

    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::augmentation).thenComparingInt(Cell::severity);

    /** @throws EngineException {@code INVALID_ARGUMENT} when the name is blank or the severity does not fit it */
    public Cell {
        boolean fits = augmentation.equals("clean") ? severity == 0 : severity >= 1;
        if (augmentation.isBlank() || !fits) {
            throw EngineException.invalidArgument(
                    "'" + augmentation + "' at severity " + severity + " is not a cell.",
                    "Give an augmentation with a severity of at least 1, or 'clean' with 0.");
        }
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }

    /** {@code clean}, or the name and severity as {@code --with} takes them: {@code fog:3}. */
    @Override
    public String toString() {
        return severity == 0 ? augmentation : augmentation + ':' + severity;
    }
}
