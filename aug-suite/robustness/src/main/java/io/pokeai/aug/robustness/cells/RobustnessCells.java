package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
public final class RobustnessCells {
    private final Map<String, FinishedCell> byKey = new LinkedHashMap<>();

    private RobustnessCells(List<FinishedCell> cells) {
        for (FinishedCell cell : cells) {
            byKey.remove(cell.key().hash()); // the last one counts, and stands last
            byKey.put(cell.key().hash(), cell);
        }
    }

    /** Of cells that are known already, in the order in which they were finished. */
    static RobustnessCells of(List<FinishedCell> cells) {
        return new RobustnessCells(cells);
    }

    /**
     * Reads a folder. Damaged lines, and cells whose answers are damaged or gone, are not among the cells.
     *
     * @param folder the one that {@code robustness.json} lies in
     * @throws EngineException {@code NOT_A_FILE} when no run has worked there; {@code UNAVAILABLE} when it cannot be read
     */
    public static RobustnessCells read(Path folder) {
        Path journal = CellJournal.file(folder);
        if (!Files.isRegularFile(journal)) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    "No robustness run was made in " + folder + ": " + journal + " does not exist.",
                    "Run 'pokeai robustness' with this folder first, or name another one.");
        }
        return new RobustnessCells(CellJournal.read(folder));
    }

    /** As {@link #read}, but no cells where no run has worked. */
    public static RobustnessCells ifAny(Path folder) {
        return new RobustnessCells(CellJournal.read(folder));
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
}
