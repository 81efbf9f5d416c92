package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.SequenceSuite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.metrics.BoundedMean;
import io.pokeai.aug.robustness.report.SequenceFigures;
import io.pokeai.aug.robustness.report.SequenceMean;
import io.pokeai.aug.robustness.report.SequenceRate;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a robustness run says of sequences on the terminal. */
final class SequenceText {
    private static final int DIFFICULTIES = 3;
    private static final int WIDTH = 6;

    private final CliSession session;

    private SequenceText(CliSession session) {
        this.session = session;
    }

    /** Nothing without sequences. */
    static void print(CliSession session, RobustnessResult result) {
        SequenceFigures figures = SequenceFigures.of(result);
        SequenceText text = new SequenceText(session);
        for (TestedModel model : result.plan().models()) {
            if (!figures.rates(model.title()).isEmpty()) {
                text.model(model.title(), figures);
            }
        }
        session.out().flush();
    }

    private void model(String model, SequenceFigures figures) {
        line("model " + model + ", sequences");
        TextTable table = new TextTable(
                "FLIPS, %, AT DIFFICULTY",
                right("1"), right("2"), right("3"), "TOP-5 DISTANCE", right("1"), right("2"), right("3"));
        Map<String, List<SequenceRate>> bySequence = new LinkedHashMap<>();
        for (SequenceRate rate : figures.rates(model)) {
            bySequence
                    .computeIfAbsent(rate.sequence(), name -> new ArrayList<>())
                    .add(rate);
        }
        bySequence.forEach((sequence, rates) -> {
            List<String> row = new ArrayList<>(List.of(sequence));
            row.addAll(cells(rates, rate -> percent(rate.flipProbability().value())));
            row.add("");
            row.addAll(cells(rates, rate -> fixed(rate.top5Distance().value())));
            table.row(row.toArray(String[]::new));
        });
        table.print(session.out());
        figures.means(model).forEach(this::mean);
    }

    private static List<String> cells(List<SequenceRate> rates, Function<SequenceRate, String> text) {
        List<String> cells = new ArrayList<>();
        for (int difficulty = 1; difficulty <= DIFFICULTIES; difficulty++) {
            int wanted = difficulty;
            cells.add(right(rates.stream()
                    .filter(rate -> rate.difficulty() == wanted)
                    .findFirst()
                    .map(text)
                    .orElse("")));
        }
        return cells;
    }

    private void mean(SequenceMean mean) {
        String where = SequenceSuite.ID + ", difficulty " + mean.difficulty() + ", ";
        String of = mean.isWhole() ? "" : "  (" + mean.sequences() + " of " + SequenceMean.OF + " sequences)";
        line(where + "mFP (not normalised): " + percent(mean.flipProbability().value()) + " %"
                + interval(mean.flipProbability(), 100) + of);
        line(where + "uT5D (not normalised): " + fixed(mean.top5Distance().value()) + interval(mean.top5Distance(), 1)
                + of);
    }

    private static String interval(BoundedMean mean, int factor) {
        return mean.interval()
                .map(known -> new Interval(factor * known.low(), factor * known.high()))
                .map(known -> "  95 %: " + fixed(known.low()) + " to " + fixed(known.high()))
                .orElse("");
    }

    private static String percent(double share) {
        return fixed(100 * share);
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String right(String text) {
        return SafeText.right(text, WIDTH);
    }

    private void line(String text) {
        session.out().print(text + '\n');
    }
}
