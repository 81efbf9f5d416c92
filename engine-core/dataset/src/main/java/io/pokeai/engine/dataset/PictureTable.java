package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.internal.DatasetWalk;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Pictures with their labels, as in {@code dataset_index.csv}, {@code train_dev_split.csv}, {@code test_split.csv} and the
 * folds.
 *
 * <p><b>Form</b> UTF-8, a header with {@code path}, {@code label} and whatever else a file has, LF; written as pandas writes
 * it ({@code to_csv(index=False)}), but that a field with a CR is quoted, so that pandas reads it back.<br>
 * <b>Threads</b> immutable.
 *
 * @param columns the names of {@link PictureRow#more}, in order
 * @param rows the pictures, each with as many other values as there are other columns
 */
public record PictureTable(List<String> columns, List<PictureRow> rows) {
    /** The name of the column with the MD5 of the file's bytes. */
    public static final String HASH = "hash";

    private static final String PATH = "path";
    private static final String LABEL = "label";
    private static final long MAX_BYTES = 4L << 30;

    /** @throws EngineException {@code INVALID_ARGUMENT} when a row does not fit the columns */
    public PictureTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (PictureRow row : rows) {
            if (row.more().size() != columns.size()) {
                throw EngineException.invalidArgument(
                        "The row of " + row.path() + " has " + row.more().size() + " values for the columns " + columns
                                + ".",
                        "Give one value for each.");
            }
        }
    }

    /** The index of a column in {@link PictureRow#more}; empty when no column has this name. */
    public OptionalInt column(String name) {
        int index = columns.indexOf(name);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The label of each row. */
    public List<String> labels() {
        return rows.stream().map(PictureRow::label).toList();
    }

    /** The rows with these numbers, in this order; a number may come more than once. */
    public PictureTable select(int... numbers) {
        return new PictureTable(
                columns, IntStream.of(numbers).mapToObj(rows::get).toList());
    }

    /** The same columns with other rows. */
    public PictureTable withRows(List<PictureRow> others) {
        return new PictureTable(columns, others);
    }

    /** This table without one of the other columns; the same table when no column has this name. */
    public PictureTable withoutColumn(String name) {
        int left = columns.indexOf(name);
        if (left < 0) {
            return this;
        }
        return new PictureTable(
                without(columns, left),
                rows.stream()
                        .map(row -> new PictureRow(row.path(), row.label(), without(row.more(), left)))
                        .toList());
    }

    private static List<String> without(List<String> values, int left) {
        List<String> others = new ArrayList<>(values);
        others.remove(left);
        return others;
    }

    /** This table without the rows whose value in this column an earlier row has. */
    public PictureTable distinctBy(int column) {
        Collection<String> seen = new HashSet<>();
        return withRows(
                rows.stream().filter(row -> seen.add(row.more().get(column))).toList());
    }

    /**
     * Reads a table.
     *
     * @throws EngineException {@code NOT_A_FILE} when there is none; {@code INVALID_ARGUMENT} when it is not such a table,
     *     with the line
     */
    public static PictureTable read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw invalid(file, "is larger than " + (MAX_BYTES >> 30) + " GiB");
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                return read(file, reader);
            }
        } catch (NoSuchFileException e) {
            throw new EngineException(ErrorCode.NOT_A_FILE, "There is no " + file + ".", "Name a CSV file.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    file + " cannot be read as CSV: " + e.getMessage() + ".",
                    "Give a UTF-8 file with the columns path and label.",
                    e);
        }
    }

    private static PictureTable read(Path file, Reader reader) throws IOException {
        try (CSVParser parser = PandasCsv.parser(reader)) {
            List<String> header = parser.getHeaderNames();
            int path = header.indexOf(PATH);
            int label = header.indexOf(LABEL);
            if (path < 0 || label < 0) {
                throw invalid(file, "has the columns " + header + ", and not path and label");
            }
            List<Integer> others = IntStream.range(0, header.size())
                    .filter(column -> column != path && column != label)
                    .boxed()
                    .toList();
            List<PictureRow> rows = new ArrayList<>();
            for (CSVRecord record : parser) {
                if (record.size() != header.size()) {
                    throw invalid(
                            file,
                            "has " + record.size() + " values for " + header.size() + " columns in line "
                                    + parser.getCurrentLineNumber());
                }
                rows.add(row(file, parser, record, path, label, others));
            }
            return new PictureTable(others.stream().map(header::get).toList(), rows);
        }
    }

    private static PictureRow row(
            Path file, CSVParser parser, CSVRecord record, int path, int label, List<Integer> others) {
        if (record.get(path).isEmpty() || record.get(label).isEmpty()) {
            throw invalid(file, "has no path or no label in line " + parser.getCurrentLineNumber());
        }
        return new PictureRow(
                record.get(path),
                record.get(label),
                others.stream().map(record::get).toList());
    }

    private static EngineException invalid(Path file, String why) {
        return EngineException.invalidArgument(
                file + " " + why + ".", "Give a CSV file with the columns path and label and a value in each.");
    }

    /** The table as the text of its file. */
    public String toCsv() {
        StringWriter text = new StringWriter();
        List<String> header = new ArrayList<>(List.of(PATH, LABEL));
        header.addAll(columns);
        PandasCsv.write(text, header);
        for (PictureRow row : rows) {
            List<String> values = new ArrayList<>(List.of(row.path(), row.label()));
            values.addAll(row.more());
            PandasCsv.write(text, values);
        }
        return text.toString();
    }

    /**
     * The pictures of a folder with one folder for each class, sorted by class and path; paths are relative to the folder. Nothing
     * is decoded.
     *
     * @throws EngineException {@code NOT_A_FILE} when there is no such folder; {@code INVALID_ARGUMENT} when it has no picture
     */
    public static PictureTable ofClassFolders(Path folder) {
        return new PictureTable(
                List.of(),
                DatasetWalk.files(folder).stream()
                        .map(file -> new PictureRow(file.path(), file.label(), List.of()))
                        .toList());
    }

    /** How many pictures lie beside the class folders of a folder: {@link #ofClassFolders} leaves them out. */
    public static int withoutClass(Path folder) {
        return DatasetWalk.withoutClass(folder);
    }

    /** A table without rows. */
    public static PictureTable empty(List<String> columns) {
        return new PictureTable(columns, Collections.emptyList());
    }
}
