package io.pokeai.aug.evaluation.run;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.files.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks models for the rows of tables, and remembers every answer in a journal: killed at any moment and started again, a run
 * goes on where it was and gives the same answers. With another version of the model, back end, input, batch size, class
 * list or table, every row is asked for again.
 *
 * <pre>{@code
 * try (EvaluationRun run = EvaluationRun.begin(artifacts, "resnet18", listener)) {
 *     RunPredictions answers = run.ask("test", EngineModel.open(engine, "resnet18", "resnet18"), table, pictures);
 *     new TestFiles(artifacts).write(answers);
 *     run.finish();
 * }
 * }</pre>
 *
 * <p>A row whose picture cannot be read, or whose label the model does not know, is left out and named. A failure of the model
 * ends the run.
 *
 * <p><b>Threads</b> confined to one; while a run works on a model of an artifacts folder, a second one is refused.<br>
 * <b>Ownership</b> the caller closes it; its predictions cannot be read afterwards.
 */
public final class EvaluationRun implements AutoCloseable {
    private final FolderLock lock;
    private final EvaluationListener listener;
    private final Map<Path, AnswerJournal> journals = new LinkedHashMap<>();

    private EvaluationRun(FolderLock lock, EvaluationListener listener) {
        this.lock = lock;
        this.listener = listener;
    }

    /**
     * Begins a run.
     *
     * @param artifacts the journals lie in {@code .cache/evaluate} of it
     * @param model its name; runs of other models are not refused
     * @throws EngineException {@code CONFLICT} while another run evaluates the model; {@code UNAVAILABLE} when the folder cannot
     *     be written
     */
    @MustBeClosed
    public static EvaluationRun begin(Path artifacts, String model, EvaluationListener listener) {
        Path folder = artifacts.resolve(".cache").resolve("evaluate").resolve(ModelSpec.nameOf("model_" + model));
        return new EvaluationRun(
                FolderLock.take(folder, "Another run is evaluating model '" + model + "' of " + artifacts + "."),
                listener);
    }

    /** A file of this run, beside its journals. */
    public Path beside(String name) {
        return lock.beside(name);
    }

    /**
     * Asks a model for every row that is not answered yet.
     *
     * @param part what the answers are for, such as {@code test}; each part of a run has a journal of its own
     * @throws EngineException {@code INVALID_ARGUMENT} for a table without rows; {@code NOT_A_FILE} when none of its pictures
     *     exists; {@code LABELS_MISMATCH} when the model knows none of its labels; {@code CONFLICT} when the model is replaced
     *     meanwhile; what the model fails with
     * @throws InterruptedException when the listener stopped it; the next run goes on where this one was
     */
    public RunPredictions ask(String part, AskedModel model, PictureTable table, PictureFolder pictures)
            throws InterruptedException {
        ModelIdentity identity = model.identity();
        Map<String, Integer> classes = new HashMap<>();
        identity.classes().forEach(name -> classes.put(name, classes.size()));
        List<Path> files = pictures.files(table);
        requireLabels(identity, table, classes);
        AnswerJournal journal = journal(part, identity, table);
        long[] stamps = files.stream().mapToLong(PictureStamp::of).toArray();
        int[] wanted = wanted(journal, stamps, identity.batch());
        listener.began(part, table.rows().size(), table.rows().size() - wanted.length);
        long start = System.nanoTime();
        Map<Integer, EngineException> failures = ask(model, journal, files, stamps, wanted);
        Asking asking = new Asking(wanted.length, System.nanoTime() - start);
        return predictions(identity, table, pictures, classes, journal, failures, asking);
    }

    /** Refuses a table that would fail for every row. */
    private static void requireLabels(ModelIdentity identity, PictureTable table, Map<String, Integer> classes) {
        if (table.rows().stream().noneMatch(row -> classes.containsKey(row.label()))) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + identity.model() + "' knows none of the labels of the table, such as '"
                            + table.rows().get(0).label() + "'; its first class is '"
                            + identity.classes().get(0) + "'.",
                    "Evaluate it on the data that it was trained for, or correct its class names (classes.txt).");
        }
    }

    private AnswerJournal journal(String part, ModelIdentity identity, PictureTable table) {
        Path file = lock.beside(part + ".journal");
        AnswerJournal before = journals.remove(file);
        if (before != null) {
            before.close();
        }
        @SuppressWarnings("MustBeClosed") // closed by close()
        AnswerJournal journal = AnswerJournal.open(
                file,
                JournalKey.of(identity, table),
                table.rows().size(),
                identity.classes().size());
        journals.put(file, journal);
        journal.discarded().ifPresent(listener::startsAnew);
        return journal;
    }

    /**
     * The rows to ask for. Whole batches of the table are asked again, also where some of their rows are known: the last digits
     * of a score may depend on what else is in a batch.
     */
    private static int[] wanted(AnswerJournal journal, long[] stamps, int batch) {
        return IntStream.range(0, stamps.length)
                .filter(row -> {
                    int first = row / batch * batch;
                    return !IntStream.range(first, Math.min(first + batch, stamps.length))
                            .allMatch(other -> journal.isKnown(other, stamps[other]));
                })
                .toArray();
    }

    private Map<Integer, EngineException> ask(
            AskedModel model, AnswerJournal journal, List<Path> files, long[] stamps, int[] wanted)
            throws InterruptedException {
        Map<Integer, EngineException> failures = new HashMap<>();
        if (wanted.length == 0) {
            return failures;
        }
        Iterable<Path> asked = () -> IntStream.of(wanted).mapToObj(files::get).iterator();
        try (Stream<Result<Path>> stream = model.answers(asked)) {
            Iterator<Result<Path>> results = stream.iterator();
            for (int row : wanted) {
                stopIfTold();
                Result<Path> result = results.next();
                if (result instanceof Result.Classified<Path> classified) {
                    requireSame(model.identity(), classified.prediction());
                    journal.keep(row, stamps[row], classified.prediction());
                } else if (result instanceof Result.Failed<Path> failed) {
                    if (failed.error().code().exitStatus() != ExitStatus.INPUT) {
                        throw failed.error();
                    }
                    journal.forget(row);
                    failures.put(row, failed.error());
                }
                listener.asked(result instanceof Result.Classified);
            }
        }
        return failures;
    }

    private void stopIfTold() throws InterruptedException {
        if (listener.cancelled() || Thread.interrupted()) {
            throw new InterruptedException("told to stop");
        }
    }

    private static void requireSame(ModelIdentity identity, Prediction prediction) {
        if (!prediction.version().equals(identity.version())
                || !prediction.labels().asList().equals(identity.classes())) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "Model '" + identity.model() + "' was replaced while it was evaluated.",
                    "Evaluate it again.");
        }
    }

    private static RunPredictions predictions(
            ModelIdentity identity,
            PictureTable table,
            PictureFolder pictures,
            Map<String, Integer> classes,
            AnswerJournal journal,
            Map<Integer, EngineException> failures,
            Asking asking) {
        List<LeftOutRow> leftOut = new ArrayList<>();
        int[] rows = new int[table.rows().size()];
        int[] truth = new int[rows.length];
        int counted = 0;
        for (int i = 0; i < rows.length; i++) {
            PictureRow row = table.rows().get(i);
            Integer label = classes.get(row.label());
            EngineException failure = failures.get(i);
            if (failure != null) {
                leftOut.add(new LeftOutRow(row.path(), row.label(), failure.code(), failure.problem()));
            } else if (label == null) {
                leftOut.add(new LeftOutRow(
                        row.path(),
                        row.label(),
                        ErrorCode.LABELS_MISMATCH,
                        "'" + row.label() + "' is not a class of the model."));
            } else {
                rows[counted] = i;
                truth[counted++] = label;
            }
        }
        if (counted == 0) {
            throw new EngineException(
                    leftOut.get(0).code(),
                    "None of the " + rows.length + " rows can be evaluated; the first one: "
                            + leftOut.get(0).reason(),
                    "Correct the pictures and the labels of the table.");
        }
        return new RunPredictions(
                identity,
                table,
                journal,
                pictures,
                Arrays.copyOf(rows, counted),
                Arrays.copyOf(truth, counted),
                leftOut,
                asking);
    }

    /** Deletes the journals: call it when every file that is made of the answers is written. */
    public void finish() {
        close(journals.values());
        for (Path journal : journals.keySet()) {
            try {
                Files.deleteIfExists(journal);
            } catch (IOException e) {
                throw new EngineException(
                        ErrorCode.UNAVAILABLE,
                        journal + " cannot be deleted: " + e.getMessage() + ".",
                        "Delete it, or the next run will not ask the model again.",
                        e);
            }
        }
        journals.clear();
    }

    private static void close(Iterable<AnswerJournal> open) {
        open.forEach(AnswerJournal::close);
    }

    @Override
    public void close() {
        try {
            close(journals.values());
        } finally {
            lock.close();
        }
    }
}
