package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.robustness.cells.RunNames;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The pictures of a plan with their labels, and the hash that says which they are.
 *
 * <p><b>Threads</b> immutable.
 */
public final class LabelledPictures {
    private static final int BUFFER = 1 << 16;

    /** Stands for the content of a picture that is missing or cannot be read. */
    public static final String NOT_READ = "cannot be read";

    private final List<PictureRow> rows;
    private final List<Path> files;
    private final List<String> contents;
    private final String root;
    private final Set<String> labels;

    private LabelledPictures(
            List<PictureRow> rows, List<Path> files, List<String> contents, String root, Set<String> labels) {
        this.rows = rows;
        this.labels = labels;
        this.files = files;
        this.contents = contents;
        this.root = root;
    }

    /**
     * Reads the bytes of all pictures once, for their hash.
     *
     * @param cancelled asked before each file
     * @throws EngineException {@code INVALID_ARGUMENT} for a table without rows; {@code NOT_A_FILE} when none of its pictures
     *     exists
     * @throws InterruptedException when {@code cancelled} said so
     */
    public static LabelledPictures read(PictureTable table, PictureFolder folder, BooleanSupplier cancelled)
            throws InterruptedException {
        List<Path> files = folder.files(table);
        List<String> contents = new ArrayList<>();
        MessageDigest root = sha256();
        for (int row = 0; row < files.size(); row++) {
            if (cancelled.getAsBoolean() || Thread.interrupted()) {
                throw new InterruptedException("told to stop");
            }
            add(root, table.rows().get(row).path());
            contents.add(content(files.get(row)));
            add(root, contents.get(row));
            add(root, table.rows().get(row).label());
        }
        return new LabelledPictures(
                List.copyOf(table.rows()),
                new ArrayList<>(files),
                contents,
                HexFormat.of().formatHex(root.digest()),
                labels(table.rows()));
    }

    private static Set<String> labels(List<PictureRow> rows) {
        return rows.stream().map(PictureRow::label).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Some of the pictures of a data set, on a machine that only answers: their hashes are not known there.
     *
     * @param labels of the whole data set
     */
    static LabelledPictures part(List<PictureRow> rows, List<Path> files, Set<String> labels) {
        return new LabelledPictures(
                List.copyOf(rows), new ArrayList<>(files), Collections.nCopies(rows.size(), NOT_READ), "", labels);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0); // no file name holds it
    }

    private static String content(Path file) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            return NOT_READ; // the row is left out, and named when it is asked about
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** How many rows there are, with those that cannot be read. */
    public int size() {
        return rows.size();
    }

    /** A row of the table. */
    public PictureRow row(int row) {
        return rows.get(row);
    }

    /** The rows from one to before another. */
    List<PictureRow> rows(int from, int to) {
        return rows.subList(from, to);
    }

    /** Where the pictures of these rows are, or were expected. */
    List<Path> files(int from, int to) {
        return files.subList(from, to);
    }

    /** Each label of the data set. */
    public Set<String> labels() {
        return labels;
    }

    /** Where the picture of a row is, or was expected. */
    public Path file(int row) {
        return files.get(row);
    }

    /**
     * The rows with the place of each picture, so that another program finds them later.
     *
     * @return the other column is {@code file}: the picture as an absolute path
     */
    public PictureTable located() {
        List<PictureRow> located = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            PictureRow known = rows.get(row);
            String file = files.get(row).toAbsolutePath().normalize().toString();
            located.add(new PictureRow(known.path(), known.label(), List.of(file)));
        }
        return new PictureTable(List.of(RunNames.FILE), located);
    }

    /** SHA-256 of the picture of a row in hexadecimal digits, or {@link #NOT_READ}. */
    public String content(int row) {
        return contents.get(row);
    }

    /** SHA-256 over path, SHA-256 of the content, and label of each row, in order, each followed by a zero byte. */
    public String root() {
        return root;
    }
}
