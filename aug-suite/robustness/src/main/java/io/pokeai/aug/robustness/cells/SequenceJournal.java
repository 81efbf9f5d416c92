package io.pokeai.aug.robustness.cells;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a run writes down that sequences are finished, as {@link CellJournal} does for corruptions: {@code cells/sequences.jsonl}, and
 * beside it files with the flips of each picture.
 *
 * <p><b>Threads</b> one writer; who reads meanwhile sees whole lines only.<br>
 * <b>Ownership</b> the run that has the lock of the folder.
 */
public final class SequenceJournal implements AutoCloseable {
    /** The flips of each picture. */
    static final CellFile FLIPS = new CellFile("sequences");

    private final Path folder;
    private final AppendedLines lines;

    private SequenceJournal(Path folder, AppendedLines lines) {
        this.folder = folder;
        this.lines = lines;
    }

    static Path file(Path folder) {
        return CellJournal.cells(folder).resolve("sequences.jsonl");
    }

    /**
     * Opens the journal of a folder, to add to it.
     *
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosed") // the journal closes its lines
    public static SequenceJournal open(Path folder) {
        return new SequenceJournal(folder, AppendedLines.open(file(folder)));
    }

    /**
     * Adds sequences, in this order; when it returns, they are on the disk.
     *
     * @throws EngineException {@code UNAVAILABLE} when they cannot be written
     */
    public void add(List<FinishedSequence> sequences) {
        StringBuilder text = new StringBuilder();
        for (FinishedSequence sequence : sequences) {
            String flips = FLIPS.write(CellJournal.cells(folder), sequence.key(), FlipFile.content(sequence));
            text.append(CheckedLine.text(json(sequence, flips))).append('\n');
        }
        lines.add(text.toString());
    }

    private static String json(FinishedSequence sequence, String flips) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            json.field("model", sequence.model());
            json.field("sequence", sequence.sequence());
            json.field("level", sequence.level());
            json.field("pictures", sequence.pictures());
            json.field("cell", sequence.key().hash());
            json.field("flips", flips);
            json.value("key", sequence.key().parts());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What is finished now. */
    public FinishedSequences finished() {
        return FinishedSequences.ifAny(folder);
    }

    @Override
    public void close() {
        lines.close();
    }
}
