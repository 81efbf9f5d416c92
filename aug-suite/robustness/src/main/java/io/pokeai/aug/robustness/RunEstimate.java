package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import java.time.Duration;
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

    /**
     * Asks some of the questions of a plan, and forgets the answers.
     *
     * @param finished cells that need not be asked for
     * @param probe how long to ask; the models that are asked together share it
     * @throws InterruptedException when the listener stopped it
     */
    public static RunEstimate of(
            RobustnessPlan plan,
            RobustnessCells finished,
            PixelAnswers asked,
            Duration probe,
            RobustnessListener listener)
            throws InterruptedException {
        return of(plan, finished, KeptAnswers.CLASSES, asked, probe, listener);
    }

    /**
     * As {@link #of(RobustnessPlan, RobustnessCells, PixelAnswers, Duration, RobustnessListener)}.
     *
     * @param kept what the finished cells are to have
     */
    public static RunEstimate of(
            RobustnessPlan plan,
            RobustnessCells finished,
            KeptAnswers kept,
            PixelAnswers asked,
            Duration probe,
            RobustnessListener listener)
            throws InterruptedException {
        List<Pass> passes = Pass.of(plan, cell -> !kept.isFinished(finished, cell.key()));
        Map<List<TestedModel>, List<Pass>> groups =
                passes.stream().collect(Collectors.groupingBy(Pass::models, LinkedHashMap::new, Collectors.toList()));
        double seconds = 0;
        for (List<Pass> group : groups.values()) {
            seconds += new Probe(plan, group, asked, listener).seconds(probe.dividedBy(groups.size()));
        }
        int open = passes.stream().mapToInt(Pass::answersPerPicture).sum();
        int cells = plan.cells().size();
        return new RunEstimate(
                cells,
                cells - open,
                plan.pictures().size(),
                (long) open * plan.pictures().size(),
                Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** A question of a probe. */
    private record Question(Pass pass, int severity, int picture) {}

    /** Passes with the same models. */
    private record Probe(RobustnessPlan plan, List<Pass> passes, PixelAnswers asked, RobustnessListener listener) {
        /** What all answers of the passes take. */
        double seconds(Duration probe) throws InterruptedException {
            List<String> models =
                    passes.get(0).models().stream().map(TestedModel::name).toList();
            long wanted = passes.stream().mapToLong(Pass::answersPerPicture).sum()
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

        /** All passes in turn, and pictures from the whole data set. */
        private Question question(int number) {
            Pass pass = passes.get(number % passes.size());
            int round = number / passes.size();
            int severity = pass.severities().get(round % pass.severities().size());
            int picture = (int) ((round * 7919L + number) % plan.pictures().size()); // a prime, so that they spread
            return new Question(pass, severity, picture);
        }

        private Pixels pixels(Question question) {
            return question.pass()
                    .corruption()
                    .apply(
                            asked.crop(
                                    plan.pictures().file(question.picture()),
                                    question.pass().input()),
                            question.severity(),
                            plan.seed());
        }
    }
}
