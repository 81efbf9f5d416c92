package io.pokeai.aug.robustness;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.robustness.cells.AnsweredCell;
import io.pokeai.aug.robustness.cells.CellJournal;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.JoinedCell;
import io.pokeai.aug.robustness.cells.PartialCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.files.FolderLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Joins what several machines have answered, and writes cells into the folder of a run as soon as they are whole, in the order in
 * which one machine would have finished them. A {@link RobustnessRun} in the same folder then has nothing to ask: figures and files
 * are made as always. Killed at any moment and begun again, only cells that were not whole are asked about.
 *
 * <pre>{@code
 * try (PlanMerge merge = PlanMerge.begin(folder, plan, KeptAnswers.CLASSES, asked)) {
 *     for (PlanPart part : merge.parts().cut(1_000)) {
 *         merge.add(part, merge.parts().ask(part, asked, scratch, KeptAnswers.CLASSES, listener)); // there, not here
 *     }
 * }
 * }</pre>
 *
 * <p><b>Threads</b> confined to one; while it is open, another run in the folder is refused.<br>
 * <b>Ownership</b> the caller closes it.
 */
public final class PlanMerge implements AutoCloseable {
    private final RobustnessPlan plan;
    private final PixelAnswers asked;
    private final FolderLock lock;
    private final CellJournal journal;
    private final PlanParts parts;

    /** Of each pass that is not written yet; a pass that is written has none. */
    private final TreeMap<Integer, List<JoinedCell>> open = new TreeMap<>();

    @SuppressWarnings("MustBeClosed") // closed by close()
    private PlanMerge(Path folder, RobustnessPlan plan, KeptAnswers kept, PixelAnswers asked, FolderLock lock) {
        this.plan = plan;
        this.asked = asked;
        this.lock = lock;
        this.journal = CellJournal.open(folder);
        RobustnessCells before = journal.finished();
        this.parts = new PlanParts(plan, cell -> !kept.isFinished(before, cell.key()));
        for (int pass = 0; pass < parts.passes(); pass++) {
            open.put(pass, parts.cells(pass));
        }
    }

    /**
     * Begins, or goes on.
     *
     * @param folder of the run
     * @param asked says why pictures are left out
     * @throws EngineException {@code CONFLICT} while another run works in the folder; {@code UNAVAILABLE} when it cannot be written;
     *     {@code INVALID_ARGUMENT} as {@link PlanParts}
     */
    @MustBeClosed
    public static PlanMerge begin(Path folder, RobustnessPlan plan, KeptAnswers kept, PixelAnswers asked) {
        FolderLock lock = FolderLock.take(
                CellJournal.cells(folder), "Another run tests the robustness of models in " + folder + ".");
        try {
            return new PlanMerge(folder, plan, kept, asked, lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** What is to be asked: the cells that the folder does not have. */
    public PlanParts parts() {
        return parts;
    }

    /**
     * Adds what was answered for a part, in any order; what came before is ignored.
     *
     * @throws EngineException {@code CONFLICT} when the same part was answered otherwise; {@code INVALID_ARGUMENT} for rows of another
     *     plan; what leaves out every picture; {@code UNAVAILABLE} when a cell cannot be written
     */
    public void add(PlanPart part, List<PartialCell> answers) {
        List<JoinedCell> cells = open.get(part.pass());
        if (cells == null) {
            return; // of a pass that was whole before
        }
        if (cells.size() != answers.size()) {
            throw EngineException.invalidArgument(
                    parts.title(part) + " has " + cells.size() + " cells, and " + answers.size() + " were answered.",
                    "Run the same version of the engine everywhere.");
        }
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).add(answers.get(i));
        }
        while (!open.isEmpty() && open.firstEntry().getValue().stream().allMatch(JoinedCell::isWhole)) {
            write(open.pollFirstEntry().getValue());
        }
    }

    private void write(List<JoinedCell> joined) {
        List<AnsweredCell> whole = new ArrayList<>();
        joined.forEach(cell -> whole.add(cell.whole()));
        List<FinishedCell> finished = whole.stream().map(AnsweredCell::cell).toList();
        new LeftOutRows(plan, asked).requireSome(finished);
        journal.add(whole);
    }

    /** Whether all cells are written. */
    public boolean isWhole() {
        return open.isEmpty();
    }

    @Override
    public void close() {
        try {
            journal.close();
        } finally {
            lock.close();
        }
    }
}
