package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The finished sequences of a folder in which robustness runs have worked, also while one works there.
 *
 * <p><b>Threads</b> immutable.
 */
public final class FinishedSequences {
    private final Map<String, FinishedSequence> byKey = new LinkedHashMap<>();

    private FinishedSequences() {}

    /**
     * Reads a folder; no sequences where no run has worked. Damaged lines, and sequences whose flips are damaged or gone, are not
     * among them.
     *
     * @param folder the one that {@code robustness.json} lies in
     * @throws EngineException {@code UNAVAILABLE} when it cannot be read
     */
    public static FinishedSequences ifAny(Path folder) {
        Path file = SequenceJournal.file(folder);
        FinishedSequences found = new FinishedSequences();
        if (!Files.isRegularFile(file)) {
            return found;
        }
        try {
            for (String text : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                Optional<CheckedLine> line = CheckedLine.parse(text);
                if (line.isPresent()) {
                    found.add(folder, line.get());
                }
            }
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
        return found;
    }

    private void add(Path folder, CheckedLine line) throws IOException {
        SequenceJournal.FLIPS
                .read(CellJournal.cells(folder), line.key(), line.field("flips"))
                .flatMap(content -> FlipFile.read(content, line))
                .ifPresent(sequence -> {
                    String key = sequence.key().hash();
                    byKey.remove(key); // the last one counts, and stands last
                    byKey.put(key, sequence);
                });
    }

    /** All sequences, each key once, in the order in which they were finished. */
    public List<FinishedSequence> all() {
        return List.copyOf(byKey.values());
    }

    /** The sequence with this key. */
    public Optional<FinishedSequence> find(CellKey key) {
        return Optional.ofNullable(byKey.get(key.hash()));
    }

    /** The one of this model, sequence and level that was finished last. */
    public Optional<FinishedSequence> latest(String model, String sequence, int level) {
        return byKey.values().stream()
                .filter(known ->
                        known.model().equals(model) && known.sequence().equals(sequence) && known.level() == level)
                .reduce((earlier, later) -> later);
    }
}
