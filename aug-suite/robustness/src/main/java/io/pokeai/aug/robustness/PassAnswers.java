package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.AnswerJournal;
import io.pokeai.aug.evaluation.run.JournalKey;
import io.pokeai.aug.robustness.cells.AnsweredCell;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.PixelDigest;
import io.pokeai.aug.robustness.cells.ProbabilityRows;
import io.pokeai.aug.robustness.cells.RowScore;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks for what a pass wants, and keeps each answer in a journal of its model until the pass is finished, so that a run that was
 * killed goes on in the middle of a pass.
 *
 * <p>A question is a picture at a severity: the severities of the first picture, then those of the second one, so that batches fill
 * across cells and a picture is decoded once.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Ownership</b> whoever made it closes it.
 */
final class PassAnswers implements AutoCloseable {
    private final Pass pass;
    private final RobustnessPlan plan;
    private final List<AnswerJournal> journals = new ArrayList<>();
    private final int severities;

    /** {@link PixelDigest} of each question; they are the stamps of the journals. */
    private final AtomicLongArray digests;

    /** @param folder for the journals; there, and nobody else's */
    PassAnswers(Pass pass, RobustnessPlan plan, Path folder) {
        this.pass = pass;
        this.plan = plan;
        this.severities = pass.severities().size();
        this.digests = new AtomicLongArray(questions());
        JournalKey key = key();
        for (int model = 0; model < pass.models().size(); model++) {
            Path file = folder.resolve(key.hash() + "-" + model + ".journal");
            open(file, key, pass.models().get(model).identity().classes().size());
        }
    }

    @SuppressWarnings("MustBeClosed") // closed by close()
    private void open(Path file, JournalKey key, int classes) {
        journals.add(AnswerJournal.open(file, key, questions(), classes));
    }

    /** All cells of the pass, and the batch: the last digits of a score may depend on what else is in one. */
    private JournalKey key() {
        Map<String, String> parts = new LinkedHashMap<>();
        for (TestedModel model : pass.models()) {
            for (int severity : pass.severities()) {
                parts.put(
                        "cell " + parts.size(),
                        plan.cell(model, pass.corruption(), severity).key().hash());
            }
        }
        parts.put("batch size", String.valueOf(pass.batch()));
        return new JournalKey(parts);
    }

    private int questions() {
        return Math.multiplyExact(plan.pictures().size(), severities);
    }

    /**
     * Asks for every answer that is not known.
     *
     * @throws InterruptedException when the listener stopped it
     */
    void ask(PixelAnswers asked, RobustnessListener listener, WorkClock clock) throws InterruptedException {
        ask(asked, listener, clock, batch -> true);
    }

    /**
     * Asks for the answers of some batches that are not known. A batch holds the questions that stand next to each other, as many as
     * the pass computes at once.
     *
     * @param batches which, from 0
     * @throws InterruptedException when the listener stopped it
     */
    void ask(PixelAnswers asked, RobustnessListener listener, WorkClock clock, IntPredicate batches)
            throws InterruptedException {
        int[] chosen = IntStream.range(0, questions())
                .filter(question -> batches.test(question / pass.batch()))
                .toArray();
        int[] wanted = wanted(chosen);
        listener.pass(pass.toString(), (long) (chosen.length - wanted.length) * journals.size());
        if (wanted.length == 0) {
            return;
        }
        int[] uses = new int[plan.pictures().size()];
        Arrays.stream(wanted).forEach(question -> uses[picture(question)]++);
        CropsOfPass crops =
                new CropsOfPass(asked, plan.pictures(), pass.corruption().cropFor(pass.input()), uses);
        List<String> names = pass.models().stream().map(TestedModel::name).toList();
        Iterable<Integer> questions = () -> IntStream.of(wanted).iterator();
        try (Stream<Result<Integer>> stream =
                asked.answers(names, questions, question -> pixels(question, crops, asked), pass.batch())) {
            Iterator<Result<Integer>> results = stream.iterator();
            for (int question : wanted) {
                for (int model = 0; model < journals.size(); model++) {
                    stopIfTold(listener);
                    keep(question, model, results.next(), clock);
                    listener.asked(journals.get(model).isKnown(question));
                }
            }
        }
    }

    /** Whole batches, also where some of their answers are known: a resumed run makes the batches of an uninterrupted one. */
    private int[] wanted(int... chosen) {
        int batch = pass.batch();
        return IntStream.of(chosen)
                .filter(question -> {
                    int first = question / batch * batch;
                    return !IntStream.range(first, Math.min(first + batch, questions()))
                            .allMatch(this::isKnown);
                })
                .toArray();
    }

    private boolean isKnown(int question) {
        return journals.stream().allMatch(journal -> journal.isKnown(question));
    }

    private int picture(int question) {
        return question / severities;
    }

    private Pixels pixels(int question, CropsOfPass crops, PixelAnswers asked) {
        int severity = pass.severities().get(question % severities);
        int picture = picture(question);
        Pixels pixels = pass.corruption()
                .seen(asked, crops.of(picture), plan.pictures().file(picture), pass.input(), severity, plan.seed());
        digests.set(question, PixelDigest.of(pixels));
        return pixels;
    }

    private static void stopIfTold(RobustnessListener listener) throws InterruptedException {
        if (listener.cancelled() || Thread.interrupted()) {
            throw new InterruptedException("told to stop");
        }
    }

    private void keep(int question, int model, Result<Integer> result, WorkClock clock) {
        if (result instanceof Result.Classified<Integer> classified) {
            requireSame(pass.models().get(model), classified.prediction());
            clock.add(model, classified.prediction().timing());
            journals.get(model).keep(question, digests.get(question), classified.prediction());
        } else if (result instanceof Result.Failed<Integer> failed) {
            if (failed.error().code().exitStatus() != ExitStatus.INPUT) {
                throw failed.error()
                        .about(plan.pictures().row(picture(question)).path() + " under " + pass);
            }
            journals.get(model).forget(question);
        }
    }

    private static void requireSame(TestedModel model, Prediction prediction) {
        if (!prediction.version().equals(model.identity().version())
                || !prediction.labels().asList().equals(model.identity().classes())) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "Model '" + model.title() + "' was replaced while it was tested.",
                    "Run the command again: finished cells of the model that is there now are not asked for again.");
        }
    }

    /** The cells, when everything is asked: model by model, by severity. */
    List<AnsweredCell> cells() {
        return cells(KeptAnswers.CLASSES);
    }

    /** As {@link #cells()}, with what is to be kept; that is read from the journals while they are open. */
    List<AnsweredCell> cells(KeptAnswers kept) {
        List<AnsweredCell> cells = new ArrayList<>();
        for (int model = 0; model < journals.size(); model++) {
            for (int column = 0; column < severities; column++) {
                AnsweredCell cell = cell(pass.models().get(model), journals.get(model), column);
                cells.add(
                        kept == KeptAnswers.CLASSES
                                ? cell
                                : new AnsweredCell(
                                        cell.cell(), cell.scores(), Optional.of(probabilities(model, column))));
            }
        }
        return cells;
    }

    private AnsweredCell cell(TestedModel model, AnswerJournal journal, int column) {
        Map<String, Integer> classes = new HashMap<>();
        model.identity().classes().forEach(name -> classes.putIfAbsent(name, classes.size()));
        int rows = plan.pictures().size();
        BitSet counted = new BitSet(rows);
        BitSet right = new BitSet(rows);
        int[] predicted = new int[rows];
        List<RowScore> scores = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            int question = row * severities + column;
            boolean known = journal.isKnown(question);
            predicted[row] = known ? journal.predicted(question) : FinishedCell.NO_ANSWER;
            Integer label = classes.get(plan.pictures().row(row).label());
            counted.set(row, known && label != null);
            right.set(row, known && label != null && label == predicted[row]);
            scores.add(known ? score(journal, question, Optional.ofNullable(label)) : RowScore.UNANSWERED);
        }
        int severity = pass.severities().get(column);
        FinishedCell cell = new FinishedCell(
                model.title(),
                pass.corruption().name(),
                severity,
                plan.cell(model, pass.corruption(), severity).key(),
                counted,
                right,
                predicted);
        return new AnsweredCell(cell, CellScores.of(scores));
    }

    private ProbabilityRows probabilities(int model, int column) {
        AnswerJournal journal = journals.get(model);
        return new ProbabilityRows(
                plan.pictures().size(),
                pass.models().get(model).identity().classes().size(),
                row -> {
                    int question = row * severities + column;
                    return journal.isKnown(question)
                            ? Optional.of(journal.read(question).probabilities())
                            : Optional.empty();
                });
    }

    private static RowScore score(AnswerJournal journal, int question, Optional<Integer> label) {
        AnswerJournal.Answer answer = journal.read(question);
        return RowScore.of(
                answer.probabilities(),
                journal.predicted(question),
                label,
                answer.disagreement(),
                journal.stamp(question));
    }

    /** Deletes the journals: the cells are written down. */
    void finish() {
        journals.forEach(AnswerJournal::delete);
        journals.clear();
    }

    @Override
    public void close() {
        journals.forEach(AnswerJournal::close);
        journals.clear();
    }
}
