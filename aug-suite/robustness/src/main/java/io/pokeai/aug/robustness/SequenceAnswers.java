package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.JournalKey;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.aug.robustness.metrics.FramePairs;
import io.pokeai.aug.robustness.metrics.PictureFlips;
import io.pokeai.aug.robustness.metrics.TopFive;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for all frames that a pass wants, and keeps of each picture how often the answer changed, in a journal of its model until the
 * pass is finished.
 *
 * <p>A question is a frame: those of the first picture, then those of the second one. Frames are made when they are asked about; of the
 * answers only those about one picture are kept.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Ownership</b> whoever made it closes it.
 */
final class SequenceAnswers implements AutoCloseable {
    private final SequencePass pass;
    private final RobustnessPlan plan;
    private final FramePairs pairs;
    private final List<FlipJournal> journals = new ArrayList<>();

    /** @param folder for the journals; there, and nobody else's */
    SequenceAnswers(SequencePass pass, RobustnessPlan plan, Path folder) {
        this.pass = pass;
        this.plan = plan;
        this.pairs = pass.sequence().pairs();
        String key = key().hash();
        for (int model = 0; model < pass.models().size(); model++) {
            Path file = folder.resolve(key + "-" + model + ".flips");
            open(file);
        }
    }

    @SuppressWarnings("MustBeClosed") // closed by close()
    private void open(Path file) {
        journals.add(FlipJournal.open(file, plan.pictures().size(), pairs.steps()));
    }

    /** All cells of the pass, and the batch: the last digits of a score may depend on what else is in one. */
    private JournalKey key() {
        Map<String, String> parts = new LinkedHashMap<>();
        for (TestedModel model : pass.models()) {
            parts.put(
                    "cell " + parts.size(),
                    plan.cell(model, pass.sequence(), pass.level()).key().hash());
        }
        parts.put("batch size", String.valueOf(pass.batch()));
        return new JournalKey(parts);
    }

    /**
     * Asks for every frame of every picture that is not known.
     *
     * @throws InterruptedException when the listener stopped it
     */
    void ask(PixelAnswers asked, RobustnessListener listener) throws InterruptedException {
        int[] wanted = wanted();
        listener.pass(pass.toString(), (long) (questions() - wanted.length) * journals.size());
        if (wanted.length == 0) {
            return;
        }
        int[] uses = new int[plan.pictures().size()];
        Arrays.stream(wanted).forEach(question -> uses[picture(question)]++);
        CropsOfPass crops =
                new CropsOfPass(asked, plan.pictures(), pass.sequence().wide(pass.input()), uses);
        List<String> names = pass.models().stream().map(TestedModel::name).toList();
        List<PictureAnswers> answers =
                journals.stream().map(journal -> new PictureAnswers(journal)).toList();
        Iterable<Integer> questions = () -> IntStream.of(wanted).iterator();
        try (Stream<Result<Integer>> stream = asked.answers(
                names,
                questions,
                question -> pass.sequence()
                        .frame(
                                crops.of(picture(question)),
                                pass.input(),
                                pass.level(),
                                question % pairs.frames(),
                                plan.seed()),
                pass.batch())) {
            Iterator<Result<Integer>> results = stream.iterator();
            for (int question : wanted) {
                for (int model = 0; model < journals.size(); model++) {
                    stopIfTold(listener);
                    Result<Integer> result = results.next();
                    answers.get(model).keep(question, top(pass.models().get(model), question, result));
                    listener.asked(result instanceof Result.Classified);
                }
            }
        }
    }

    private int questions() {
        return Math.multiplyExact(plan.pictures().size(), pairs.frames());
    }

    private int picture(int question) {
        return question / pairs.frames();
    }

    /** Whole batches, also where pictures of theirs are known: a resumed run makes the batches of an uninterrupted one. */
    private int[] wanted() {
        int batch = pass.batch();
        IntStream.Builder wanted = IntStream.builder();
        int end = questions();
        for (int first = 0; first < end; first += batch) {
            int next = Math.min(end, first + batch);
            if (!IntStream.rangeClosed(picture(first), picture(next - 1)).allMatch(this::isKnown)) {
                IntStream.range(first, next).forEach(wanted::add);
            }
        }
        return wanted.build().toArray();
    }

    private boolean isKnown(int row) {
        return journals.stream().allMatch(journal -> journal.isKnown(row));
    }

    private static void stopIfTold(RobustnessListener listener) throws InterruptedException {
        if (listener.cancelled() || Thread.interrupted()) {
            throw new InterruptedException("told to stop");
        }
    }

    /** Null for a frame that cannot be answered. */
    private int @Nullable [] top(TestedModel model, int question, Result<Integer> result) {
        if (result instanceof Result.Classified<Integer> classified) {
            requireSame(model, classified.prediction());
            return TopFive.of(classified.prediction());
        }
        if (result instanceof Result.Failed<Integer> failed
                && failed.error().code().exitStatus() != ExitStatus.INPUT) {
            throw failed.error().about(plan.pictures().row(picture(question)).path() + " under " + pass);
        }
        return null;
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

    /** The answers about the frames of one picture, until all of them are there. */
    private final class PictureAnswers {
        private final FlipJournal journal;
        private final List<int[]> tops = new ArrayList<>();

        PictureAnswers(FlipJournal journal) {
            this.journal = journal;
        }

        void keep(int question, int @Nullable [] top) {
            int frame = question % pairs.frames();
            if (frame == 0) {
                tops.clear();
            }
            if (top != null) {
                tops.add(top);
            }
            int row = picture(question);
            if (frame == pairs.frames() - 1 && tops.size() == pairs.frames() && !journal.isKnown(row)) {
                journal.keep(row, PictureFlips.of(tops, pairs));
            }
        }
    }

    /** The sequences, when everything is asked: model by model. */
    List<FinishedSequence> sequences() {
        List<FinishedSequence> sequences = new ArrayList<>();
        for (int model = 0; model < journals.size(); model++) {
            sequences.add(sequence(pass.models().get(model), journals.get(model)));
        }
        return sequences;
    }

    private FinishedSequence sequence(TestedModel model, FlipJournal journal) {
        int rows = plan.pictures().size();
        BitSet counted = new BitSet(rows);
        List<@Nullable PictureFlips> flips = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            flips.add(journal.flips(row).orElse(null));
            String label = plan.pictures().row(row).label();
            counted.set(row, journal.isKnown(row) && model.identity().classes().contains(label));
        }
        return new FinishedSequence(
                model.title(),
                pass.sequence().name(),
                pass.level(),
                plan.cell(model, pass.sequence(), pass.level()).key(),
                pairs,
                counted,
                flips);
    }

    /** Deletes the journals: the sequences are written down. */
    void finish() {
        journals.forEach(FlipJournal::delete);
        journals.clear();
    }

    @Override
    public void close() {
        journals.forEach(FlipJournal::close);
        journals.clear();
    }
}
