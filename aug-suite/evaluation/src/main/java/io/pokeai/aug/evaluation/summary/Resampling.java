package io.pokeai.aug.evaluation.summary;

import io.pokeai.aug.evaluation.scores.Answers;
import io.pokeai.aug.evaluation.scores.ClassCounts;
import io.pokeai.aug.evaluation.scores.ProbabilityScores;
import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.evaluation.statistics.Sample;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The bootstrap of all metrics at once: one pass over the drawn rows per draw.
 *
 * <p><b>Threads</b> for one thread at a time.
 */
final class Resampling {
    private final Answers answers;
    private final Draws draws;
    private final ClassCounts counts;
    private final DrawnRisk risk;
    private final double[] loss;
    private final double[] error;

    Resampling(Answers answers, Draws draws) {
        this.answers = answers;
        this.draws = draws;
        counts = new ClassCounts(answers.classes().size());
        risk = new DrawnRisk(answers);
        loss = IntStream.range(0, answers.size())
                .mapToDouble(row -> ProbabilityScores.loss(answers, row))
                .toArray();
        error = IntStream.range(0, answers.size())
                .mapToDouble(row -> ProbabilityScores.error(answers, row))
                .toArray();
    }

    Resampled intervals() {
        Drawn[] all = IntStream.range(0, draws.count())
                .mapToObj(draw -> draw(draws.stream(draw)))
                .toArray(Drawn[]::new);
        return new Resampled(
                sample(all, Drawn::macroF1).percentile(),
                sample(all, Drawn::macroPrecision).percentile(),
                sample(all, Drawn::balancedAccuracy).percentile(),
                sample(all, Drawn::logLoss).percentile(),
                sample(all, Drawn::brier).percentile(),
                sample(all, Drawn::augrc).percentile());
    }

    private static Sample sample(Drawn[] all, ToDoubleFunction<Drawn> metric) {
        return Sample.of(Arrays.stream(all).mapToDouble(metric).toArray());
    }

    private Drawn draw(Draws.Stream random) {
        counts.clear();
        risk.clear();
        double losses = 0;
        double errors = 0;
        int size = answers.size();
        for (int i = 0; i < size; i++) {
            int row = random.index(i, size);
            counts.add(answers.truth(row), answers.predicted(row));
            risk.add(row);
            losses += loss[row];
            errors += error[row];
        }
        return new Drawn(
                counts.macroF1(),
                counts.macroPrecision(),
                counts.balancedAccuracy(),
                losses / size,
                errors / size,
                risk.augrc());
    }

    /** The metrics of one draw. */
    private record Drawn(
            double macroF1,
            double macroPrecision,
            double balancedAccuracy,
            double logLoss,
            double brier,
            double augrc) {}
}
