package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.figures.TrainingRecords;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.JsonDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a robustness run says beside accuracy: a line for each severity, and some sentences. robustness.json has all. */
final class RobustnessFiguresText {
    /** More sentences of one kind are not read. */
    private static final int MOST = 3;

    private static final String CLEAN = "clean";

    private final CliSession session;
    private final WrittenRobustness written;

    RobustnessFiguresText(CliSession session, WrittenRobustness written) {
        this.session = session;
        this.written = written;
    }

    /** Of one model, after its accuracies. */
    void model(String model) {
        Optional<JsonDocument> clean = written.of("cells", model).stream()
                .filter(cell -> cell.text("augmentation").equals(CLEAN) && cell.has("accuracy"))
                .findFirst();
        for (Suite suite : Suite.values()) {
            List<JsonDocument> severities = written.of("severities", model).stream()
                    .filter(severity -> WrittenRobustness.isOf(severity, suite.id()))
                    .toList();
            if (!severities.isEmpty()) {
                table(suite, clean, severities);
            }
        }
        fragile(model);
        sinks(model);
        written.of("training", model).forEach(training -> training(model, training));
    }

    /** Of each two models, after all of them. */
    void between() {
        for (JsonDocument pair : written.json().objects("between")) {
            if (!pair.has("severity")) {
                JsonDocument difference = pair.object("difference");
                line(pair.text("suite") + ", accuracy of " + pair.text("model") + " minus that of " + pair.text("than")
                        + ": " + String.format(Locale.ROOT, "%+.2f", 100 * difference.number("value")) + " points"
                        + Percent.interval(difference, "interval"));
            }
        }
    }

    private void table(Suite suite, Optional<JsonDocument> clean, List<JsonDocument> severities) {
        TextTable table = new TextTable(
                suite.id().toUpperCase(Locale.ROOT),
                SafeText.right("ACCURACY, %", 11),
                SafeText.right("DROP", 6),
                SafeText.right("ECE, %", 6),
                SafeText.right("NLL", 5),
                SafeText.right("AUGRC, %", 8),
                SafeText.right("COVERAGE, %", 11));
        clean.ifPresent(cell -> table.row(row(CLEAN, Percent.of(cell.number("accuracy")), "", cell)));
        severities.forEach(one -> table.row(row(
                "severity " + one.integer("severity"),
                Percent.of(value(one, "accuracy")),
                Percent.of(value(one, "drop")),
                one)));
        table.print(session.out());
    }

    private static String[] row(String name, String accuracy, String drop, JsonDocument of) {
        Optional<JsonDocument> scores = of.optionalObject("scores");
        return new String[] {
            name,
            SafeText.right(accuracy, 11),
            SafeText.right(drop, 6),
            SafeText.right(
                    scores.map(one -> Percent.of(one.number("ece_debiased"))).orElse("–"), 6),
            SafeText.right(
                    scores.map(one -> Percent.fixed(value(one, "log_loss"))).orElse("–"), 5),
            SafeText.right(scores.map(one -> Percent.of(value(one, "augrc"))).orElse("–"), 8),
            SafeText.right(scores.map(one -> Percent.of(one.number("coverage"))).orElse("–"), 11)
        };
    }

    private static double value(JsonDocument of, String field) {
        return of.object(field).number("value");
    }

    /** A class under a corruption, under which it loses more than others. */
    private record Fragile(JsonDocument ofClass, JsonDocument corruption) {
        private double p() {
            return corruption.number("p");
        }
    }

    private void fragile(String model) {
        Map<String, List<Fragile>> byClass = new LinkedHashMap<>();
        written.of("classes", model).stream()
                .flatMap(one -> one.objects("corruptions").stream().map(corruption -> new Fragile(one, corruption)))
                .filter(one -> one.corruption.truth("fragile"))
                .sorted(Comparator.comparingDouble(Fragile::p))
                .forEach(one -> byClass.computeIfAbsent(one.ofClass.text("class"), name -> new ArrayList<>())
                        .add(one));
        if (byClass.isEmpty()) {
            line("No class loses more than others, beyond chance.");
        }
        byClass.entrySet().stream().limit(MOST).forEach(entry -> {
            List<String> falls = entry.getValue().stream()
                    .limit(MOST)
                    .map(one -> String.format(Locale.ROOT, "%.0f points", 100 * one.corruption.number("raw_fall"))
                            + " under " + one.corruption.text("augmentation"))
                    .toList();
            long pictures = entry.getValue().get(0).ofClass.integer("pictures");
            line("'" + SafeText.line(entry.getKey()) + "' loses more than other classes: recall falls by "
                    + String.join(", ", falls) + ". (" + pictures + (pictures == 1 ? " picture)" : " pictures)"));
        });
        if (byClass.size() > MOST) {
            line("So do " + (byClass.size() - MOST) + " more classes.");
        }
    }

    private void sinks(String model) {
        Set<String> said = new LinkedHashSet<>();
        for (JsonDocument sink : written.of("sinks", model)) {
            if (sink.truth("sink") && said.size() < MOST && said.add(sink.text("class"))) {
                long severity = sink.integer("severity");
                line("Wrong answers turn into '" + SafeText.line(sink.text("class")) + "' under "
                        + sink.text("augmentation") + (severity == 0 ? "" : ":" + severity) + ": "
                        + sink.integer("count") + " of " + sink.integer("wrong")
                        + (sink.has("clean_count")
                                ? ", of clean pictures " + sink.integer("clean_count") + " of "
                                        + sink.integer("clean_wrong") + "."
                                : "."));
            }
        }
    }

    private void training(String model, JsonDocument training) {
        if (!training.truth("known")) {
            line("Training: not known (no " + TrainingRecords.FILE
                    + "). Whether it was like the corruptions cannot be said.");
            return;
        }
        List<String> marked = training.object("marked").names();
        if (marked.isEmpty()) {
            line("Training: its record has no augmentation that resembles one of the corruptions.");
        } else {
            line("Training resembles "
                    + SafeText.line(String.join(", ", marked))
                    + ": accuracy under these says less about other corruptions.");
        }
        List<String> unknown = training.texts("unknown");
        if (!unknown.isEmpty()) {
            line("  It is not known what " + SafeText.line(String.join(", ", unknown)) + " resembles.");
        }
        for (JsonDocument error : written.of("errors", model)) {
            error.optionalObject("without_marked")
                    .ifPresent(without -> line("  " + error.text("suite") + " without them, " + without.text("measure")
                            + ": " + Percent.of(without.number("value")) + " %"
                            + Percent.interval(without, "interval") + "  (" + without.integer("corruptions") + " of "
                            + error.integer("corruptions") + " corruptions)"));
        }
    }

    private void line(String text) {
        session.out().print(text + '\n');
    }
}
