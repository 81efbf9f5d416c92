package io.pokeai.aug.robustness.cells;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The finished cells of a folder in which robustness runs have worked, also while one works there.
 *
 * <pre>{@code
 * RobustnessCells cells = RobustnessCells.read(artifacts.resolve("reports").resolve("robustness"));
 * for (FinishedCell cell : cells.of("resnet18")) {
 *     System.out.println(cell + ": " + cell.correct() + " of " + cell.pictures());
 * }
 * }</pre>
 *
 * <p><b>Threads</b> immutable.
 */
public final class RobustnessCells implements ScoreSource {
    private final Path folder;
    private final Map<String, FinishedCell> byKey = new LinkedHashMap<>();
    private final Map<String, CellLine> lines = new HashMap<>();

    private RobustnessCells(Path folder, Predicate<CellLine> wanted) {
        this.folder = folder;
        CellJournal.read(folder, wanted).forEach((line, cell) -> {
            String key = cell.key().hash();
            byKey.remove(key); // the last one counts, and stands last
            byKey.put(key, cell);
            lines.put(key, line);
        });
    }

    /**
     * Reads a folder. Damaged lines, and cells whose answers are damaged or gone, are not among the cells.
     *
     * @param folder the one that {@code robustness.json} lies in
     * @throws EngineException {@code NOT_A_FILE} when no run has worked there; {@code UNAVAILABLE} when it cannot be read
     */
    public static RobustnessCells read(Path folder) {
        return read(folder, line -> true);
    }

    /**
     * The same, of one model alone: the answers of the others are not read.
     *
     * @param model as the cells name it; the cells are none when it has none
     */
    public static RobustnessCells read(Path folder, String model) {
        return read(folder, line -> line.model().equals(model));
    }

    /**
     * The same, of one cell alone.
     *
     * @param model as the cells name it
     */
    public static Optional<FinishedCell> read(Path folder, String model, String augmentation, int severity) {
        return read(
                        folder,
                        line -> line.model().equals(model)
                                && line.augmentation().equals(augmentation)
                                && line.severity() == severity)
                .latest(model, augmentation, severity);
    }

    private static RobustnessCells read(Path folder, Predicate<CellLine> wanted) {
        Path journal = CellJournal.file(folder);
        if (!Files.isRegularFile(journal)) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    "No robustness run was made in " + folder + ": " + journal + " does not exist.",
                    "Run 'pokeai robustness' with this folder first, or name another one.");
        }
        return new RobustnessCells(folder, wanted);
    }

    /** As {@link #read}, but no cells where no run has worked. */
    public static RobustnessCells ifAny(Path folder) {
        return new RobustnessCells(folder, line -> true);
    }

    /** All cells, each key once, in the order in which they were finished. */
    public List<FinishedCell> all() {
        return List.copyOf(byKey.values());
    }

    /** The cell with this key. */
    public Optional<FinishedCell> find(CellKey key) {
        return Optional.ofNullable(byKey.get(key.hash()));
    }

    /**
     * The cells of a model: of each corruption and severity the one that was finished last, clean pictures first, then in the
     * order in which they were finished. Cells of two models are comparable where their {@link CellKey#DATA}, {@link
     * CellKey#SEED} and {@link CellKey#DEFINITION} are equal.
     */
    public List<FinishedCell> of(String model) {
        Map<String, FinishedCell> latest = new LinkedHashMap<>();
        for (FinishedCell cell : byKey.values()) {
            if (cell.model().equals(model)) {
                latest.put(cell.augmentation() + ":" + cell.severity(), cell);
            }
        }
        List<FinishedCell> cells = new ArrayList<>(latest.values());
        cells.sort((a, b) -> Boolean.compare(a.severity() != 0, b.severity() != 0));
        return cells;
    }

    /** The names of the models, in the order in which their first cell was finished. */
    public List<String> models() {
        return byKey.values().stream().map(FinishedCell::model).distinct().toList();
    }

    /** The cell of this model, corruption and severity that was finished last. */
    public Optional<FinishedCell> latest(String model, String augmentation, int severity) {
        return of(model).stream()
                .filter(cell -> cell.augmentation().equals(augmentation) && cell.severity() == severity)
                .findFirst();
    }

    /** Whether all probabilities of a cell were kept, and are whole. Reads their file. */
    public boolean hasProbabilities(CellKey key) {
        CellLine line = lines.get(key.hash());
        try {
            return line != null
                    && CellFile.PROBABILITIES.isThere(CellJournal.cells(folder), line.key(), line.probabilities());
        } catch (IOException e) {
            throw CellJournal.unusable(CellJournal.cells(folder), e);
        }
    }

    /**
     * The probabilities of a cell that {@linkplain #hasProbabilities has} them.
     *
     * <p><b>Ownership</b> the caller closes them.
     *
     * @param classes how many a row has
     * @throws EngineException {@code UNAVAILABLE} when they cannot be read
     */
    @MustBeClosed
    public StoredProbabilities probabilities(FinishedCell cell, int classes) {
        return StoredProbabilities.open(
                CellFile.PROBABILITIES.file(CellJournal.cells(folder), cell.key()), cell.rows(), classes);
    }

    @Override
    public CellScores scores(FinishedCell cell) {
        CellLine line = lines.get(cell.key().hash());
        try {
            Optional<byte[]> content = line == null
                    ? Optional.empty()
                    : CellFile.SCORES.read(CellJournal.cells(folder), line.key(), line.scores());
            return content.map(CellScores::read)
                    .orElseThrow(() -> new EngineException(
                            ErrorCode.UNAVAILABLE,
                            "The scores of " + cell + " in " + folder + " are gone or damaged.",
                            "Run 'pokeai robustness' again: it asks for the cell again."));
        } catch (IOException e) {
            throw CellJournal.unusable(CellJournal.cells(folder), e);
        }
    }
}
