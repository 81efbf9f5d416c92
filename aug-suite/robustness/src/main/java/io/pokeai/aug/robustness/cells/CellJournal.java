package io.pokeai.aug.robustness.cells;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a run writes down that cells are finished: a line for each, appended and forced to the disk, and beside it files with
 * what was answered for each picture.
 *
 * <p><b>Form</b> {@code cells/journal.jsonl} in the folder of the run: CRC-32C of the rest in eight hexadecimal digits, a blank, a
 * JSON object ({@link CellLine}). A line that was cut short or damaged does not count; the next line begins on a line of its own.
 *
 * <p><b>Threads</b> one writer; who reads meanwhile sees whole lines only.<br>
 * <b>Ownership</b> the run that has the lock of the folder.
 */
public final class CellJournal implements AutoCloseable {
    private static final String CELLS = "cells";

    private final Path folder;
    private final AppendedLines journal;

    private CellJournal(Path folder, AppendedLines journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /** Where a run keeps its own files below its folder. */
    public static Path cells(Path folder) {
        return folder.resolve(CELLS);
    }

    static Path file(Path folder) {
        return cells(folder).resolve("journal.jsonl");
    }

    /**
     * Opens the journal of a folder, to add to it.
     *
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosed") // the journal closes its lines
    public static CellJournal open(Path folder) {
        return new CellJournal(folder, AppendedLines.open(file(folder)));
    }

    /**
     * Adds cells, in this order; when it returns, they are on the disk.
     *
     * @throws EngineException {@code UNAVAILABLE} when they cannot be written
     */
    public void add(List<AnsweredCell> cells) {
        StringBuilder lines = new StringBuilder();
        for (AnsweredCell answered : cells) {
            FinishedCell cell = answered.cell();
            String answers = CellFile.ANSWERS.write(cells(folder), cell.key(), DecisionFile.content(cell));
            String scores = CellFile.SCORES.write(
                    cells(folder), cell.key(), answered.scores().content());
            String probabilities = answered.probabilities()
                    .map(rows -> CellFile.PROBABILITIES.write(cells(folder), cell.key(), rows))
                    .orElse("");
            lines.append(CellLine.of(cell, answers, scores, probabilities).text())
                    .append('\n');
        }
        journal.add(lines.toString());
    }

    /** The cells that can be read, with their lines, in the order in which they were finished. None if there is no journal. */
    static Map<CellLine, FinishedCell> read(Path folder) {
        return read(folder, line -> true);
    }

    /** Those of them that are wanted; the answers of others are not read. */
    static Map<CellLine, FinishedCell> read(Path folder, Predicate<CellLine> wanted) {
        Path file = file(folder);
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        Map<CellLine, FinishedCell> cells = new LinkedHashMap<>();
        try {
            for (String text : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                Optional<CellLine> line = CellLine.parse(text).filter(wanted);
                if (line.isPresent()) {
                    read(folder, line.get()).ifPresent(cell -> cells.put(line.get(), cell));
                }
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
        return cells;
    }

    private static Optional<FinishedCell> read(Path folder, CellLine line) throws IOException {
        boolean scored =
                CellFile.SCORES.read(cells(folder), line.key(), line.scores()).isPresent();
        return CellFile.ANSWERS
                .read(cells(folder), line.key(), line.answers())
                .filter(content -> scored)
                .flatMap(content -> DecisionFile.read(content, line));
    }

    /** What is finished now. */
    public RobustnessCells finished() {
        return RobustnessCells.ifAny(folder);
    }

    static EngineException unusable(Path file, IOException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                file + " cannot be used: " + e.getMessage() + ".",
                "Make its folder writable, or free space on its disk, and run the command again: finished cells are kept.",
                e);
    }

    @Override
    public void close() {
        journal.close();
    }
}
