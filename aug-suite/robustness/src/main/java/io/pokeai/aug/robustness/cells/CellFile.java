package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file beside the journal that belongs to one cell, is called by the key of the cell, and whose SHA-256 is in the journal.
 *
 * @param folder below the cells
 */
record CellFile(String folder) {
    private static final int BUFFER = 1 << 16;

    /** Which rows are right. */
    static final CellFile ANSWERS = new CellFile("answers");

    /** {@link CellScores}. */
    static final CellFile SCORES = new CellFile("scores");

    /** {@link ProbabilityRows}. */
    static final CellFile PROBABILITIES = new CellFile("probabilities");

    /**
     * Row by row.
     *
     * @return the SHA-256 of what was written
     */
    String write(Path cells, CellKey key, ProbabilityRows rows) {
        Path file = file(cells, key);
        MessageDigest sha = sha256();
        try {
            WholeFile.writePieces(file, channel -> rows.writeTo(channel, sha));
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Whether the file is there and the one with this hash; reads it once, with little memory. */
    boolean isThere(Path cells, CellKey key, String hash) throws IOException {
        Path file = file(cells, key);
        if (hash.isEmpty() || !Files.isRegularFile(file)) {
            return false;
        }
        MessageDigest sha = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(sha.digest()).equals(hash);
    }

    /** @return the SHA-256 of what was written */
    String write(Path cells, CellKey key, byte[] content) {
        Path file = file(cells, key);
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
        return hash(content);
    }

    /** Empty when the file is gone, or is not the one with this hash. */
    Optional<byte[]> read(Path cells, CellKey key, String hash) throws IOException {
        Path file = file(cells, key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(file);
        return hash(content).equals(hash) ? Optional.of(content) : Optional.empty();
    }

    Path file(Path cells, CellKey key) {
        return cells.resolve(folder).resolve(key.hash() + ".bin");
    }

    private static String hash(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
