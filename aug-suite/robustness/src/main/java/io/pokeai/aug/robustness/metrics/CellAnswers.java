package io.pokeai.aug.robustness.metrics;

import io.pokeai.engine.api.EngineException;
import java.util.BitSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * Which of the same pictures a model has right in each cell.
 *
 * <p><b>Threads</b> immutable; all bit sets are copies.
 */
public final class CellAnswers {
    private final String model;
    private final int pictures;
    private final NavigableMap<Cell, BitSet> right = new TreeMap<>();

    private CellAnswers(String model, int pictures) {
        this.model = model;
        this.pictures = pictures;
    }

    /**
     * @param model its name
     * @param pictures how many, at least one; the same ones in all cells, in the same order
     * @param right for each cell the pictures that the model has right
     * @throws EngineException {@code INVALID_ARGUMENT} without a picture or a cell, or when a bit lies beyond the pictures
     */
    public static CellAnswers of(String model, int pictures, Map<Cell, BitSet> right) {
        if (pictures < 1 || right.isEmpty()) {
            throw EngineException.invalidArgument(
                    "The answers of '" + model + "' have " + pictures + " pictures and " + right.size() + " cells.",
                    "Give at least one of each.");
        }
        CellAnswers answers = new CellAnswers(model, pictures);
        right.forEach((cell, bits) -> {
            if (bits.length() > pictures) {
                throw EngineException.invalidArgument(
                        "In " + cell + ", '" + model + "' has picture " + (bits.length() - 1) + " right, of " + pictures
                                + " pictures.",
                        "Number the pictures from 0.");
            }
            answers.right.put(cell, (BitSet) bits.clone());
        });
        return answers;
    }

    /** The name of the model. */
    public String model() {
        return model;
    }

    /** How many pictures each cell has. */
    public int pictures() {
        return pictures;
    }

    /** The cells, in order. */
    public NavigableSet<Cell> cells() {
        return new TreeMap<>(right).navigableKeySet();
    }

    /**
     * The pictures that the model has right in a cell.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when there is no such cell
     */
    public BitSet right(Cell cell) {
        BitSet bits = right.get(cell);
        if (bits == null) {
            throw EngineException.invalidArgument(
                    "'" + model + "' has no answers for " + cell + ".", "Its cells are " + right.keySet() + ".");
        }
        return (BitSet) bits.clone();
    }

    /** The share of pictures that the model has wrong, for each cell. */
    public NavigableMap<Cell, Double> errors() {
        NavigableMap<Cell, Double> errors = new TreeMap<>();
        right.forEach((cell, bits) -> errors.put(cell, (double) (pictures - bits.cardinality()) / pictures));
        return errors;
    }

    /**
     * Refuses answers for other pictures.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the numbers of pictures differ
     */
    void requireSamePictures(CellAnswers other) {
        if (pictures != other.pictures) {
            throw EngineException.invalidArgument(
                    "'" + model + "' has answers for " + pictures + " pictures, '" + other.model + "' for "
                            + other.pictures + ".",
                    "Compare answers for the same pictures.");
        }
    }
}
