package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the numbers in cells stand for: the rows of data sets and the classes of models, each in a file of its own beside the
 * journal, called by its hash.
 *
 * <p><b>Form</b> {@code cells/pictures/<data-set root>.csv} with the columns {@code path}, {@code label} and {@code file};
 * {@code cells/classes/<hash of the class list>.csv}, where {@code path} is the index and {@code label} the name.<br>
 * <b>Threads</b> one writer; who reads meanwhile sees whole files only.
 *
 * @param folder of the run: the one that {@code robustness.json} lies in
 */
public record RunNames(Path folder) {
    /** The column that says where the picture of a row lies. */
    public static final String FILE = "file";

    /**
     * Writes the rows of a data set, if they are not there.
     *
     * @param root {@link CellKey#DATA} of its cells
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when they cannot be written
     */
    public void write(String root, PictureTable pictures) {
        write(pictures(root), pictures);
    }

    /**
     * Writes the classes of a model, if they are not there.
     *
     * @param hash {@link CellKey#CLASSES} of its cells
     * @param classes in index order
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when they cannot be written
     */
    public void write(String hash, List<String> classes) {
        List<PictureRow> rows = new ArrayList<>();
        classes.forEach(name -> rows.add(new PictureRow(String.valueOf(rows.size()), name, List.of())));
        write(classes(hash), new PictureTable(List.of(), rows));
    }

    /** Rewritten when it differs: the same data may lie elsewhere now. */
    private static void write(Path file, PictureTable table) {
        String text = table.toCsv();
        try {
            if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
                return;
            }
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
        TextFile.write(file, text);
    }

    /**
     * The rows that the cells of a key are about.
     *
     * @return empty when an older program has not written them
     */
    public Optional<PictureTable> pictures(CellKey key) {
        return read(pictures(key.part(CellKey.DATA)));
    }

    /**
     * The classes that the cells of a key answer with, in index order.
     *
     * @return empty when an older program has not written them
     */
    public Optional<List<String>> classes(CellKey key) {
        return read(classes(key.part(CellKey.CLASSES))).map(PictureTable::labels);
    }

    private static Optional<PictureTable> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(PictureTable.read(file)) : Optional.empty();
        } catch (EngineException e) {
            return Optional.empty(); // damaged: reports then name rows by number
        }
    }

    private Path pictures(String root) {
        return CellJournal.cells(folder).resolve("pictures").resolve(root + ".csv");
    }

    private Path classes(String hash) {
        return CellJournal.cells(folder).resolve("classes").resolve(hash + ".csv");
    }
}
