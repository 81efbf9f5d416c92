package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What was answered for each picture of a cell, in a file that is called by the key of the cell.
 *
 * <p><b>Form</b> big-endian: the magic number and the number of rows (int32); the rows that count, then the rows that are right, as
 * bits, the first row in the lowest bit of the first byte; the predicted class of each row (int32, −1 without an answer). Its
 * SHA-256 is in the journal.
 */
final class DecisionFile {
    private static final int MAGIC = 0x504B5231; // "PKR1"

    private DecisionFile() {}

    /** @return the SHA-256 of what was written */
    static String write(Path cells, FinishedCell cell) {
        Path file = file(cells, cell.key());
        byte[] content = content(cell);
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
        return hash(content);
    }

    /** Empty when the file is gone, or is not the one that the line was written for. */
    static Optional<FinishedCell> read(Path cells, CellLine line) throws IOException {
        Path file = file(cells, line.key());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(file);
        if (!hash(content).equals(line.answers())) {
            return Optional.empty();
        }
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

    private static byte[] content(FinishedCell cell) {
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

    private static Path file(Path cells, CellKey key) {
        return cells.resolve("answers").resolve(key.hash() + ".bin");
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
