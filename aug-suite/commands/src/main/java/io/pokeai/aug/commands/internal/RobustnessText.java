package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.run.ModelRobustness;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.RunEstimate;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.metrics.Estimate;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.aug.robustness.report.SuiteError;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a robustness run says on the terminal: accuracies for each corruption and severity, and means over suites. */
final class RobustnessText {
    private final CliSession session;

    private RobustnessText(CliSession session) {
        this.session = session;
    }

    static void print(
            CliSession session,
            RobustnessResult result,
            List<SuiteError> errors,
            RobustnessFigures figures,
            List<Path> files) {
        RobustnessText text = new RobustnessText(session);
        RobustnessFiguresText more = new RobustnessFiguresText(session, result);
        for (TestedModel model : result.plan().models()) {
            text.model(model, result, errors);
            more.model(figures.model(model.title()), errors);
        }
        more.between(figures);
        Path last = files.get(files.size() - 1);
        Path shown = last.startsWith(session.directory()) ? session.directory().relativize(last) : last;
        text.line("look at: " + SafeText.line(shown.toString()));
        session.out().flush();
    }

    /** Names the models whose figures are not comparable with published ones. */
    static void saySizes(CliSession session, RobustnessPlan plan) {
        ModelRobustness.sizes(plan).forEach(sentence -> session.err().print("pokeai: " + sentence + '\n'));
        session.err().flush();
    }

    /** What a dry run says. */
    static void print(CliSession session, RunEstimate estimate) {
        RobustnessText text = new RobustnessText(session);
        text.line("cells        " + count(estimate.cells()));
        text.line("  finished   " + count(estimate.finished()));
        text.line("pictures     " + count(estimate.pictures()));
        text.line("inferences   " + count(estimate.answers()));
        text.line("time         about " + duration(estimate.time()));
        session.out().flush();
    }

    private void model(TestedModel model, RobustnessResult result, List<SuiteError> errors) {
        line("model " + model.title());
        SortedSet<Integer> severities = new TreeSet<>();
        result.plan().corruptions().stream()
                .filter(corruption -> corruption.augmentation().isPresent())
                .forEach(corruption -> severities.addAll(corruption.severities()));
        List<String> heading = new ArrayList<>(List.of("ACCURACY, %"));
        severities.forEach(severity -> heading.add(SafeText.right(String.valueOf(severity), 6)));
        heading.add(SafeText.right("MEAN", 6));
        TextTable table = new TextTable(heading.toArray(String[]::new));
        for (PlannedCorruption corruption : result.plan().corruptions()) {
            table.row(row(model, corruption, severities, result));
        }
        table.print(session.out());
        errors.stream().filter(error -> error.model().equals(model.title())).forEach(this::error);
    }

    private static String[] row(
            TestedModel model, PlannedCorruption corruption, SortedSet<Integer> severities, RobustnessResult result) {
        List<String> cells = new ArrayList<>(List.of(corruption.name()));
        double sum = 0;
        for (int severity : severities) {
            cells.add(result.cell(model, corruption.name(), severity)
                    .map(cell -> percent(accuracy(cell)))
                    .orElse(SafeText.right("", 6)));
        }
        for (int severity : corruption.severities()) {
            sum += accuracy(result.cell(model, corruption.name(), severity).orElseThrow());
        }
        cells.add(percent(sum / corruption.severities().size()));
        return cells.toArray(String[]::new);
    }

    private void error(SuiteError error) {
        StringBuilder text = new StringBuilder(error.suite().id())
                .append(", ")
                .append(error.measure())
                .append(": ")
                .append(fixed(error.value()))
                .append(" %");
        error.interval().ifPresent(interval -> text.append(interval(interval)));
        if (!error.isWhole()) {
            text.append("  (")
                    .append(error.corruptions())
                    .append(" of ")
                    .append(error.suite().inMeans())
                    .append(" corruptions)");
        } else if (error.suite() == Suite.IMAGENET_C) {
            text.append("  (the 15 of the benchmark)");
        }
        line(text.toString());
        if (error.relative().isPresent()) {
            Estimate relative = error.relative().get();
            line(error.suite().id() + ", relative " + error.measure() + ": " + fixed(relative.value()) + " %"
                    + interval(relative.interval()));
        }
        if (error.baseline().equals(ErrorBaseline.ALEXNET)) {
            line("  AlexNet's errors are those on ImageNet: on other data the figure has no meaning.");
        }
    }

    private static String interval(Interval interval) {
        return "  95 %: " + fixed(interval.low()) + " to " + fixed(interval.high());
    }

    private static double accuracy(FinishedCell cell) {
        return (double) cell.correct() / cell.pictures();
    }

    private static String percent(double share) {
        return SafeText.right(fixed(share), 6);
    }

    private static String fixed(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String duration(Duration time) {
        long minutes = Math.round(time.toMillis() / 60_000.0);
        if (minutes == 0) {
            return Math.max(1, Math.round(time.toMillis() / 1000.0)) + " s";
        }
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private void line(String text) {
        session.out().print(text + '\n');
    }
}
