package io.pokeai.aug.robustness.cells;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/**
 * What was answered for each picture of a cell, as bytes of a {@link CellFile}.
 *
 * <p><b>Form</b> big-endian: the magic number and the number of rows (int32); the rows that count, then the rows that are right, as
 * bits, the first row in the lowest bit of the first byte; the predicted class of each row (int32, −1 without an answer).
 */
final class DecisionFile {
    private static final int MAGIC = 0x504B5231; // "PKR1"

    private DecisionFile() {}

    /** Empty for content of another form. */
    static Optional<FinishedCell> read(byte[] content, CellLine line) {
        try {
            return cell(ByteBuffer.wrap(content), line);
        } catch (BufferUnderflowException e) {
            return Optional.empty(); // of another form, though it is whole
        }
    }

    private static Optional<FinishedCell> cell(ByteBuffer content, CellLine line) {
        if (content.getInt() != MAGIC) {
            return Optional.empty();
        }
        int rows = content.getInt();
        BitSet counted = bits(content, rows);
        BitSet right = bits(content, rows);
        int[] predicted = new int[rows];
        for (int row = 0; row < rows; row++) {
            predicted[row] = content.getInt();
        }
        return Optional.of(new FinishedCell(
                line.model(), line.augmentation(), line.severity(), line.key(), counted, right, predicted));
    }

    private static BitSet bits(ByteBuffer content, int rows) {
        byte[] bytes = new byte[bytes(rows)];
        content.get(bytes);
        return BitSet.valueOf(bytes);
    }

    static byte[] content(FinishedCell cell) {
        int rows = cell.rows();
        ByteBuffer content = ByteBuffer.allocate(2 * Integer.BYTES + 2 * bytes(rows) + rows * Integer.BYTES);
        content.putInt(MAGIC).putInt(rows);
        put(content, cell.counted(), rows);
        put(content, cell.right(), rows);
        for (int row = 0; row < rows; row++) {
            content.putInt(cell.predicted(row));
        }
        return content.array();
    }

    private static void put(ByteBuffer content, BitSet bits, int rows) {
        byte[] known = bits.toByteArray();
        content.put(known).position(content.position() + bytes(rows) - known.length);
    }

    private static int bytes(int rows) {
        return (rows + Byte.SIZE - 1) / Byte.SIZE;
    }
}
