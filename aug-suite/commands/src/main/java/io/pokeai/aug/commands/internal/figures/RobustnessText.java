package io.pokeai.aug.commands.internal.figures;

import io.pokeai.aug.reports.run.ModelRobustness;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RunEstimate;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.JsonDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a robustness run says on the terminal: accuracies for each corruption and severity, and means over suites. */
public final class RobustnessText {
    private final CliSession session;
    private final WrittenRobustness written;

    private RobustnessText(CliSession session, WrittenRobustness written) {
        this.session = session;
        this.written = written;
    }

    /**
     * All tables and sentences.
     *
     * @param lookAt the file that a person is to open
     */
    public static void print(CliSession session, WrittenRobustness written, Path lookAt) {
        SequenceText.print(session, written);
        RobustnessText text = new RobustnessText(session, written);
        RobustnessFiguresText more = new RobustnessFiguresText(session, written);
        for (String model : written.models()) {
            text.model(model);
            more.model(model);
        }
        more.between();
        Path shown =
                lookAt.startsWith(session.directory()) ? session.directory().relativize(lookAt) : lookAt;
        session.out().print("look at: " + SafeText.line(shown.toString()) + '\n');
        session.out().flush();
        LeftOutText.print(session, written);
    }

    /** Names the models whose figures are not comparable with published ones. */
    public static void saySizes(CliSession session, RobustnessPlan plan) {
        ModelRobustness.sizes(plan).forEach(sentence -> session.err().print("pokeai: " + sentence + '\n'));
        session.err().flush();
    }

    /**
     * What a dry run says.
     *
     * @param report what page and plots take; zero without them
     */
    public static void print(CliSession session, RunEstimate estimate, Duration report) {
        List.of(
                        "cells        " + count(estimate.cells()),
                        "  finished   " + count(estimate.finished()),
                        "pictures     " + count(estimate.pictures()),
                        "inferences   " + count(estimate.answers()),
                        "time         about " + duration(estimate.time().plus(report))
                                + (report.isZero() ? "" : ", " + duration(report) + " of it for page and plots"))
                .forEach(line -> session.out().print(line + '\n'));
        session.out().flush();
    }

    private void model(String model) {
        line("model " + model);
        Map<String, Double> accuracies = new HashMap<>();
        for (JsonDocument cell : written.of("cells", model)) {
            double share = (double) cell.integer("correct") / cell.integer("pictures");
            accuracies.put(key(cell.text("augmentation"), cell.integer("severity")), share);
        }
        List<JsonDocument> corruptions = written.json().objects("augmentations");
        SortedSet<Integer> severities = new TreeSet<>();
        // Clean pictures are of no family.
        corruptions.stream()
                .filter(corruption -> corruption.has("family"))
                .forEach(corruption -> severities.addAll(severities(corruption)));
        List<String> heading = new ArrayList<>(List.of("ACCURACY, %"));
        severities.forEach(severity -> heading.add(SafeText.right(String.valueOf(severity), 6)));
        heading.add(SafeText.right("MEAN", 6));
        TextTable table = new TextTable(heading.toArray(String[]::new));
        corruptions.forEach(corruption -> table.row(row(corruption, severities, accuracies)));
        table.print(session.out());
        written.of("errors", model).forEach(this::error);
    }

    private static List<Integer> severities(JsonDocument corruption) {
        return corruption.object("severities").names().stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static String key(String augmentation, long severity) {
        return augmentation + ':' + severity;
    }

    private static String[] row(
            JsonDocument corruption, SortedSet<Integer> severities, Map<String, Double> accuracies) {
        String name = corruption.text("augmentation");
        List<String> cells = new ArrayList<>(List.of(name));
        for (int severity : severities) {
            Double accuracy = accuracies.get(key(name, severity));
            cells.add(accuracy == null ? SafeText.right("", 6) : percent(accuracy));
        }
        double mean = severities(corruption).stream()
                .mapToDouble(severity -> accuracies.getOrDefault(key(name, severity), Double.NaN))
                .sum();
        cells.add(percent(mean / severities(corruption).size()));
        return cells.toArray(String[]::new);
    }

    private void error(JsonDocument error) {
        String suite = error.text("suite");
        long corruptions = error.integer("corruptions");
        StringBuilder text = new StringBuilder(suite)
                .append(", ")
                .append(error.text("measure"))
                .append(": ")
                .append(fixed(error.number("value")))
                .append(" %")
                .append(interval(error));
        if (corruptions != error.integer("of")) {
            text.append("  (")
                    .append(corruptions)
                    .append(" of ")
                    .append(error.integer("of"))
                    .append(" corruptions)");
        } else if (suite.equals(Suite.IMAGENET_C.id())) {
            text.append("  (the 15 of the benchmark)");
        }
        line(text.toString());
        error.optionalObject("relative")
                .ifPresent(relative -> line(suite + ", relative " + error.text("measure") + ": "
                        + fixed(relative.number("value")) + " %" + interval(relative)));
        if (error.text("normaliser").equals(ErrorBaseline.ALEXNET.id())) {
            line("  AlexNet's errors are those on ImageNet: on other data the figure has no meaning.");
        }
    }

    private static String interval(JsonDocument of) {
        return Percent.interval(of, "interval");
    }

    private static String percent(double share) {
        return SafeText.right(fixed(share), 6);
    }

    private static String fixed(double share) {
        return Percent.of(share);
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
