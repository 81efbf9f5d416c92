package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.EngineException;
import java.util.BitSet;

/**
 * One model, asked about every picture of a data set under one corruption at one severity.
 *
 * <p><b>Shape</b> rows are those of the data set, in its order, the same in all cells of one data set.<br>
 * <b>Threads</b> immutable.
 */
public final class FinishedCell {
    /** The name of the augmentation that changes nothing; its severity is 0. */
    public static final String CLEAN = "clean";

    /** A row that the model has not answered. */
    public static final int NO_ANSWER = -1;

    private final String model;
    private final String augmentation;
    private final int severity;
    private final CellKey key;
    private final BitSet counted;
    private final BitSet right;
    private final int[] predicted;

    /**
     * @param model as files are named after it
     * @param severity from 1; 0 is the clean picture
     * @param counted the rows that figures are made of: answered, and with a label that the model knows
     * @param right the rows, of those that count, whose label was answered
     * @param predicted the class that was answered for each row, or {@link #NO_ANSWER}; all arguments are copied
     * @throws EngineException {@code INVALID_ARGUMENT} when a right row does not count, or a bit lies beyond the rows
     */
    public FinishedCell(
            String model,
            String augmentation,
            int severity,
            CellKey key,
            BitSet counted,
            BitSet right,
            int... predicted) {
        this.model = model;
        this.augmentation = augmentation;
        this.severity = severity;
        this.key = key;
        this.counted = (BitSet) counted.clone();
        this.right = (BitSet) right.clone();
        this.predicted = predicted.clone();
        BitSet beyond = right();
        beyond.andNot(counted);
        if (!beyond.isEmpty() || counted.length() > predicted.length) {
            throw EngineException.invalidArgument(
                    "A cell of " + predicted.length + " rows has the right answer " + beyond
                            + " among those that do not" + " count, or bits up to " + counted.length() + ".",
                    "Count every row that is right, and no row that the data set does not have.");
        }
    }

    /** The model, as its files are named. */
    public String model() {
        return model;
    }

    /** Such as {@code fog}, or {@link #CLEAN}. */
    public String augmentation() {
        return augmentation;
    }

    /** From 1; 0 is the clean picture. */
    public int severity() {
        return severity;
    }

    /** What the answers depend on. */
    public CellKey key() {
        return key;
    }

    /** Rows of the data set, with those that do not count. */
    public int rows() {
        return predicted.length;
    }

    /** How many rows count. */
    public int pictures() {
        return counted.cardinality();
    }

    /** How many rows are right. */
    public int correct() {
        return right.cardinality();
    }

    /** The rows that count: the others have no picture that can be read, or no label that the model knows. A copy. */
    public BitSet counted() {
        return (BitSet) counted.clone();
    }

    /** The rows whose label was answered. A copy. */
    public BitSet right() {
        return (BitSet) right.clone();
    }

    /** The index of the class that was answered, or {@link #NO_ANSWER}. */
    public int predicted(int row) {
        return predicted[row];
    }

    /** The same answers under the name by which the model is called now. */
    public FinishedCell named(String name) {
        return new FinishedCell(name, augmentation, severity, key, counted, right, predicted);
    }

    /** Such as {@code resnet18 fog:3}. */
    @Override
    public String toString() {
        return model + " " + (severity == 0 ? augmentation : augmentation + ":" + severity);
    }
}
