package io.pokeai.aug.robustness;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.robustness.cells.AnsweredCell;
import io.pokeai.aug.robustness.cells.CellJournal;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.aug.robustness.cells.FinishedSequences;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.cells.RunNames;
import io.pokeai.aug.robustness.cells.SequenceJournal;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.files.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for all cells of a plan that no earlier run in the same folder has finished. Killed at any moment and started again, it goes
 * on where it was.
 *
 * <pre>{@code
 * try (RobustnessRun run = RobustnessRun.begin(folder, new EngineAnswers(engine), listener)) {
 *     RobustnessResult result = run.ask(plan);
 *     new RobustnessFiles(folder, folder).write(result);
 * }
 * }</pre>
 *
 * <p>A picture that cannot be read, or whose label a model does not know, is left out and named. A failure of a model ends the run.
 *
 * <p><b>Threads</b> confined to one; while a run works in a folder, a second one is refused.<br>
 * <b>Ownership</b> the caller closes it.
 */
public final class RobustnessRun implements AutoCloseable {
    private final Path folder;
    private final FolderLock lock;
    private final PixelAnswers asked;
    private final RobustnessListener listener;

    private RobustnessRun(Path folder, FolderLock lock, PixelAnswers asked, RobustnessListener listener) {
        this.folder = folder;
        this.lock = lock;
        this.asked = asked;
        this.listener = listener;
    }

    /**
     * Begins a run.
     *
     * @param folder of the finished cells, which are in {@code cells} below it; made if it is not there
     * @throws EngineException {@code CONFLICT} while another run works in the folder; {@code UNAVAILABLE} when it cannot be written
     */
    @MustBeClosed
    public static RobustnessRun begin(Path folder, PixelAnswers asked, RobustnessListener listener) {
        FolderLock lock = FolderLock.take(
                CellJournal.cells(folder), "Another run tests the robustness of models in " + folder + ".");
        return new RobustnessRun(folder, lock, asked, listener);
    }

    /**
     * Asks for every cell that is not finished.
     *
     * @throws EngineException {@code NOT_A_FILE}, {@code CORRUPT_IMAGE} and the like when no picture can be answered; {@code
     *     CONFLICT} when a model is replaced meanwhile; what a model fails with
     * @throws InterruptedException when the listener stopped it; the next run goes on where this one was
     */
    public RobustnessResult ask(RobustnessPlan plan) throws InterruptedException {
        return ask(plan, KeptAnswers.CLASSES);
    }

    /**
     * As {@link #ask(RobustnessPlan)}.
     *
     * @param kept what the finished cells are to have; those that have less are asked for again
     */
    public RobustnessResult ask(RobustnessPlan plan, KeptAnswers kept) throws InterruptedException {
        try (CellJournal journal = CellJournal.open(folder);
                SequenceJournal flips = SequenceJournal.open(folder)) {
            RobustnessCells before = journal.finished();
            names(plan);
            FinishedSequences sequencesBefore = flips.finished();
            tellRedone(plan, before, sequencesBefore);
            tellKept(plan, before, kept);
            List<Pass> passes = Pass.of(plan, cell -> !kept.isFinished(before, cell.key()));
            List<SequencePass> sequences = SequencePass.of(plan, sequencesBefore);
            tellBegin(plan, passes, sequences);
            WorkClock clock = new WorkClock();
            for (Pass pass : passes) {
                ask(pass, plan, journal, kept, clock);
            }
            if (!passes.isEmpty()) {
                listener.worked(clock.time(
                        passes.stream().mapToInt(Pass::answersPerPicture).sum()));
            }
            for (SequencePass pass : sequences) {
                ask(pass, plan, flips);
            }
            forgetPasses();
            return result(plan, journal.finished(), flips.finished());
        }
    }

    private void ask(SequencePass pass, RobustnessPlan plan, SequenceJournal journal) throws InterruptedException {
        try (SequenceAnswers answers = new SequenceAnswers(pass, plan, passes())) {
            answers.ask(asked, listener);
            List<FinishedSequence> finished = answers.sequences();
            journal.add(finished);
            listener.finishedSequences(finished);
            answers.finish();
        }
    }

    private void ask(Pass pass, RobustnessPlan plan, CellJournal journal, KeptAnswers kept, WorkClock clock)
            throws InterruptedException {
        try (PassAnswers answers = new PassAnswers(pass, plan, passes())) {
            answers.ask(asked, listener, clock);
            List<AnsweredCell> cells = answers.cells(kept);
            List<FinishedCell> finished = cells.stream().map(AnsweredCell::cell).toList();
            new LeftOutRows(plan, asked).requireSome(finished);
            journal.add(cells);
            listener.finished(finished);
            answers.finish();
        }
    }

    /** Cells hold numbers of rows and classes; what these are is written down beside them. */
    private void names(RobustnessPlan plan) {
        RunNames names = new RunNames(folder);
        names.write(plan.pictures().root(), plan.pictures().located());
        plan.models()
                .forEach(model -> names.write(
                        RobustnessPlan.classList(model), model.identity().classes()));
    }

    private Path passes() {
        Path passes = lock.folder().resolve("passes");
        try {
            return Files.createDirectories(passes);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    passes + " cannot be made: " + e.getMessage() + ".",
                    "Make its folder writable.",
                    e);
        }
    }

    /** What passes of other plans have left, which nobody may go on with. */
    private void forgetPasses() {
        try (Stream<Path> left = Files.list(passes())) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(RobustnessRun.class.getName())
                    .log(System.Logger.Level.DEBUG, "passes of " + folder + " stay: " + e);
        }
    }

    private void tellBegin(RobustnessPlan plan, List<Pass> passes, List<SequencePass> sequences) {
        long perPicture = Stream.concat(passes.stream(), sequences.stream())
                .mapToLong(ProbedPass::answersPerPicture)
                .sum();
        int open = passes.stream().mapToInt(Pass::answersPerPicture).sum()
                + sequences.stream().mapToInt(pass -> pass.models().size()).sum();
        int cells = plan.cells().size() + plan.sequenceCells().size();
        listener.began(cells, cells - open, perPicture * plan.pictures().size());
    }

    /** Cells that are finished, and have less than is to be kept. */
    private void tellKept(RobustnessPlan plan, RobustnessCells before, KeptAnswers kept) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (PlannedCell cell : plan.cells()) {
            if (before.find(cell.key()).isPresent() && !kept.isFinished(before, cell.key())) {
                counts.merge(cell.model().title(), 1, Integer::sum);
            }
        }
        counts.forEach((model, count) -> listener.redone(
                (count == 1 ? "1 cell" : count + " cells") + " of " + model,
                "what is kept of an answer (its class, now all probabilities)"));
    }

    /** One sentence for all cells of a model that are asked again for the same reason. */
    private void tellRedone(RobustnessPlan plan, RobustnessCells before, FinishedSequences sequences) {
        Map<String, Map<String, Integer>> reasons = new LinkedHashMap<>();
        for (PlannedCell cell : plan.cells()) {
            if (before.find(cell.key()).isEmpty()) {
                String title = cell.model().title();
                before.latest(title, cell.corruption().name(), cell.severity())
                        .flatMap(old -> cell.key().differenceFrom(old.key()))
                        .ifPresent(why -> count(reasons, title, why));
            }
        }
        for (SequenceCell cell : plan.sequenceCells()) {
            if (sequences.find(cell.key()).isEmpty()) {
                String title = cell.model().title();
                sequences
                        .latest(title, cell.sequence().name(), cell.level())
                        .flatMap(old -> cell.key().differenceFrom(old.key()))
                        .ifPresent(why -> count(reasons, title, why));
            }
        }
        reasons.forEach((model, counts) -> counts.forEach(
                (why, count) -> listener.redone((count == 1 ? "1 cell" : count + " cells") + " of " + model, why)));
    }

    private static void count(Map<String, Map<String, Integer>> reasons, String model, String why) {
        reasons.computeIfAbsent(model, unknown -> new LinkedHashMap<>()).merge(why, 1, Integer::sum);
    }

    private RobustnessResult result(RobustnessPlan plan, RobustnessCells finished, FinishedSequences flips) {
        List<FinishedCell> cells = new ArrayList<>();
        for (PlannedCell planned : plan.cells()) {
            Optional<FinishedCell> cell = finished.find(planned.key());
            cells.add(cell.map(known -> known.named(planned.model().title()))
                    .orElseThrow(() -> unreadable(planned.model())));
        }
        List<FinishedSequence> sequences = new ArrayList<>();
        for (SequenceCell planned : plan.sequenceCells()) {
            sequences.add(flips.find(planned.key())
                    .map(known -> known.named(planned.model().title()))
                    .orElseThrow(() -> unreadable(planned.model())));
        }
        return new RobustnessResult(plan, cells, sequences, finished, new LeftOutRows(plan, asked).of(cells));
    }

    private EngineException unreadable(TestedModel model) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "A cell of " + model.title() + " was written to " + folder + " and cannot be read again.",
                "Look at the disk, and run the command again.");
    }

    @Override
    public void close() {
        lock.close();
    }
}
