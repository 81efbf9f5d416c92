package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.FinishedSequences;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run would take.
 *
 * @param cells of the plan
 * @param finished how many of them are finished
 * @param pictures of the data set
 * @param answers that the others take
 * @param time that these answers take at the speed of a short probe; each question of the probe decodes its picture, so a run is
 *     rather faster
 */
public record RunEstimate(int cells, int finished, int pictures, long answers, Duration time) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** A prime, so that the questions of a probe spread over passes and pictures. */
    private static final long STRIDE = 7919;

    /**
     * Asks some of the questions of a plan, and forgets the answers.
     *
     * @param finished cells that need not be asked for
     * @param finishedSequences sequences that need not be asked for
     * @param probe how long to ask; the models that are asked together share it
     * @throws InterruptedException when the listener stopped it
     */
    public static RunEstimate of(
            RobustnessPlan plan,
            RobustnessCells finished,
            FinishedSequences finishedSequences,
            PixelAnswers asked,
            Duration probe,
            RobustnessListener listener)
            throws InterruptedException {
        return of(plan, finished, finishedSequences, KeptAnswers.CLASSES, asked, probe, listener);
    }

    /**
     * As {@link #of(RobustnessPlan, RobustnessCells, FinishedSequences, PixelAnswers, Duration, RobustnessListener)}.
     *
     * @param kept what the finished cells are to have
     */
    public static RunEstimate of(
            RobustnessPlan plan,
            RobustnessCells finished,
            FinishedSequences finishedSequences,
            KeptAnswers kept,
            PixelAnswers asked,
            Duration probe,
            RobustnessListener listener)
            throws InterruptedException {
        List<Pass> passes = Pass.of(plan, cell -> !kept.isFinished(finished, cell.key()));
        List<SequencePass> sequences = SequencePass.of(plan, finishedSequences);
        List<ProbedPass> all = new ArrayList<>(passes);
        all.addAll(sequences);
        Map<List<TestedModel>, List<ProbedPass>> groups = all.stream()
                .collect(Collectors.groupingBy(ProbedPass::models, LinkedHashMap::new, Collectors.toList()));
        double seconds = 0;
        for (List<ProbedPass> group : groups.values()) {
            seconds += new Probe(plan, group, asked, listener).seconds(probe.dividedBy(groups.size()));
        }
        int open = passes.stream().mapToInt(Pass::answersPerPicture).sum()
                + sequences.stream().mapToInt(pass -> pass.models().size()).sum();
        int cells = plan.cells().size() + plan.sequenceCells().size();
        long answers = all.stream().mapToLong(ProbedPass::answersPerPicture).sum();
        return new RunEstimate(
                cells,
                cells - open,
                plan.pictures().size(),
                answers * plan.pictures().size(),
                Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** A question of a probe. */
    private record Question(ProbedPass pass, int number, int picture) {}

    /** Passes with the same models. */
    private record Probe(
            RobustnessPlan plan, List<ProbedPass> passes, PixelAnswers asked, RobustnessListener listener) {
        /** What all answers of the passes take. */
        double seconds(Duration probe) throws InterruptedException {
            List<String> models =
                    passes.get(0).models().stream().map(TestedModel::name).toList();
            long wanted =
                    passes.stream().mapToLong(ProbedPass::answersPerPicture).sum()
                            * plan.pictures().size();
            Iterable<Question> questions = () ->
                    Stream.iterate(0, number -> number + 1).map(this::question).iterator();
            long start = System.nanoTime();
            long answers = 0;
            try (Stream<Result<Question>> stream =
                    asked.answers(models, questions, this::pixels, passes.get(0).batch())) {
                Iterator<Result<Question>> results = stream.iterator();
                while (answers < wanted && System.nanoTime() - start < probe.toNanos()) {
                    if (listener.cancelled() || Thread.interrupted()) {
                        throw new InterruptedException("told to stop");
                    }
                    results.next();
                    answers++;
                }
            }
            return (System.nanoTime() - start) / NANOS_PER_SECOND / Math.max(1, answers) * wanted;
        }

        /** All passes in turn, the longer ones oftener, and pictures from the whole data set. */
        private Question question(int number) {
            int perPicture =
                    passes.stream().mapToInt(ProbedPass::questionsPerPicture).sum();
            int left = (int) (number * STRIDE % perPicture);
            int at = 0;
            while (left >= passes.get(at).questionsPerPicture()) {
                left -= passes.get(at).questionsPerPicture();
                at++;
            }
            int picture = (int) (number * STRIDE % plan.pictures().size());
            return new Question(passes.get(at), left, picture);
        }

        private Pixels pixels(Question question) {
            return question.pass().pixels(plan, asked, question.picture(), question.number());
        }
    }
}
