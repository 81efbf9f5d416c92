package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Consecutive rows of a cell, as they travel from where they were answered.
 *
 * <p><b>Threads</b> immutable.
 */
public final class PartialCell {
    private static final int MAGIC = 0x504B5031; // "PKP1"
    private static final byte COUNTED = 1;
    private static final byte RIGHT = 2;

    private final int first;
    private final int classes;
    private final byte[] flags;
    private final int[] predicted;
    private final byte[] scores;
    private final float[] probabilities;

    private PartialCell(int first, int classes, byte[] flags, int[] predicted, byte[] scores, float... probabilities) {
        this.first = first;
        this.classes = classes;
        this.flags = flags;
        this.predicted = predicted;
        this.scores = scores;
        this.probabilities = probabilities;
    }

    /**
     * The rows of an answered cell of part of a data set.
     *
     * @param first the number of its first row in the whole data set
     */
    public static PartialCell of(int first, AnsweredCell answered) {
        FinishedCell cell = answered.cell();
        BitSet counted = cell.counted();
        BitSet right = cell.right();
        byte[] flags = new byte[cell.rows()];
        int[] predicted = new int[cell.rows()];
        for (int row = 0; row < flags.length; row++) {
            flags[row] = (byte) ((counted.get(row) ? COUNTED : 0) | (right.get(row) ? RIGHT : 0));
            predicted[row] = cell.predicted(row);
        }
        int classes = answered.probabilities().map(ProbabilityRows::classes).orElse(0);
        float[] probabilities = new float[Math.multiplyExact(classes, flags.length)];
        Arrays.fill(probabilities, Float.NaN);
        answered.probabilities().ifPresent(rows -> {
            for (int row = 0; row < rows.rows(); row++) {
                int to = row * classes;
                rows.row().apply(row).ifPresent(values -> System.arraycopy(values, 0, probabilities, to, classes));
            }
        });
        return new PartialCell(
                first, classes, flags, predicted, answered.scores().content(), probabilities);
    }

    /** The number of the first row in the whole data set. */
    int first() {
        return first;
    }

    int rows() {
        return flags.length;
    }

    /** Of each row whose probabilities are kept; 0 where none are. */
    int classes() {
        return classes;
    }

    boolean isCounted(int row) {
        return (flags[row] & COUNTED) != 0;
    }

    boolean isRight(int row) {
        return (flags[row] & RIGHT) != 0;
    }

    int predicted(int row) {
        return predicted[row];
    }

    RowScore score(int row) {
        return RowScore.read(ByteBuffer.wrap(scores, row * RowScore.BYTES, RowScore.BYTES));
    }

    /** Empty for a row without an answer. */
    Optional<float[]> probabilities(int row) {
        return predicted[row] == FinishedCell.NO_ANSWER
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(probabilities, row * classes, (row + 1) * classes));
    }

    /**
     * As bytes.
     *
     * <p><b>Form</b> big-endian: a magic number, the first row, the number of rows, the number of classes (int32); for each row a byte
     * with two bits, its class (int32), {@link RowScore}; for each row and class a float32.
     */
    public byte[] bytes() {
        ByteBuffer to = ByteBuffer.allocate(4 * Integer.BYTES
                + flags.length * (1 + Integer.BYTES)
                + scores.length
                + probabilities.length * Float.BYTES);
        to.putInt(MAGIC).putInt(first).putInt(flags.length).putInt(classes).put(flags);
        for (int each : predicted) {
            to.putInt(each);
        }
        to.put(scores);
        for (float each : probabilities) {
            to.putFloat(each);
        }
        return to.array();
    }

    /**
     * What {@link #bytes} made.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static PartialCell of(byte[] bytes) {
        try {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            int magic = from.getInt();
            int first = from.getInt();
            int rows = from.getInt();
            int classes = from.getInt();
            long each = 1L + Integer.BYTES + RowScore.BYTES + (long) classes * Float.BYTES;
            if (magic != MAGIC || first < 0 || rows < 0 || classes < 0 || from.remaining() != rows * each) {
                throw new BufferUnderflowException();
            }
            byte[] flags = new byte[rows];
            from.get(flags);
            int[] predicted = new int[rows];
            for (int row = 0; row < rows; row++) {
                predicted[row] = from.getInt();
            }
            byte[] scores = new byte[rows * RowScore.BYTES];
            from.get(scores);
            float[] probabilities = new float[rows * classes];
            from.asFloatBuffer().get(probabilities);
            return new PartialCell(first, classes, flags, predicted, scores, probabilities);
        } catch (BufferUnderflowException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    bytes.length + " bytes are not the rows of a cell.",
                    "Run the same version of the engine everywhere.",
                    e);
        }
    }

    /** Whether the same rows were answered alike, to the last bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PartialCell part && Arrays.equals(bytes(), part.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(predicted) * 31 + first;
    }

    @Override
    public String toString() {
        return "rows " + first + " to " + (first + flags.length - 1);
    }
}
