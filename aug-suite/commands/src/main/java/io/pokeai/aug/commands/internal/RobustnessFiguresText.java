package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.figures.CellFigures;
import io.pokeai.aug.robustness.figures.ClassFigures;
import io.pokeai.aug.robustness.figures.ClassFragility;
import io.pokeai.aug.robustness.figures.Contamination;
import io.pokeai.aug.robustness.figures.ErrorSink;
import io.pokeai.aug.robustness.figures.Measured;
import io.pokeai.aug.robustness.figures.ModelFigures;
import io.pokeai.aug.robustness.figures.RelativeRobustness;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.figures.ScoreFigures;
import io.pokeai.aug.robustness.figures.SeverityFigures;
import io.pokeai.aug.robustness.figures.TrainingRecords;
import io.pokeai.aug.robustness.report.SuiteError;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import java.util.ArrayList;
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

    private final CliSession session;
    private final RobustnessResult result;

    RobustnessFiguresText(CliSession session, RobustnessResult result) {
        this.session = session;
        this.result = result;
    }

    /** Of one model, after its accuracies. */
    void model(ModelFigures model, List<SuiteError> errors) {
        for (Suite suite : Suite.values()) {
            List<SeverityFigures> severities = model.severities(suite);
            if (!severities.isEmpty()) {
                table(suite, model, severities);
            }
        }
        fragile(model);
        sinks(model);
        training(model, errors);
    }

    /** Of each two models, after all of them. */
    void between(RobustnessFigures figures) {
        for (RelativeRobustness pair : figures.between()) {
            if (pair.severity().isEmpty()) {
                line(pair.suite().id() + ", accuracy of " + pair.model() + " minus that of " + pair.than() + ": "
                        + signed(pair.difference().value()) + " points" + interval(pair.difference()));
            }
        }
    }

    private void table(Suite suite, ModelFigures model, List<SeverityFigures> severities) {
        TextTable table = new TextTable(
                suite.id().toUpperCase(Locale.ROOT),
                SafeText.right("ACCURACY, %", 11),
                SafeText.right("DROP", 6),
                SafeText.right("ECE, %", 6),
                SafeText.right("NLL", 5),
                SafeText.right("AUGRC, %", 8),
                SafeText.right("COVERAGE, %", 11));
        model.cell("clean", 0).ifPresent(clean -> table.row(row(clean)));
        severities.forEach(one -> table.row(row(one)));
        table.print(session.out());
    }

    private static String[] row(CellFigures clean) {
        Optional<ScoreFigures> scores = clean.scores();
        return row(
                "clean",
                percent(clean.accuracy().value()),
                "",
                scores.map(one -> percent(one.debiasedError())),
                scores.map(one -> fixed(one.logLoss().value())),
                scores.map(one -> percent(one.augrc().value())),
                scores.map(one -> percent(one.coverage())));
    }

    private static String[] row(SeverityFigures one) {
        Optional<SeverityFigures.MeanScores> scores = one.scores();
        return row(
                "severity " + one.severity(),
                percent(one.accuracy().value()),
                percent(one.drop().value()),
                scores.map(own -> percent(own.debiasedError())),
                scores.map(own -> fixed(own.logLoss().value())),
                scores.map(own -> percent(own.augrc().value())),
                scores.map(own -> percent(own.coverage())));
    }

    private static String[] row(
            String name,
            String accuracy,
            String drop,
            Optional<String> error,
            Optional<String> loss,
            Optional<String> risk,
            Optional<String> coverage) {
        return new String[] {
            name,
            SafeText.right(accuracy, 11),
            SafeText.right(drop, 6),
            SafeText.right(error.orElse("–"), 6),
            SafeText.right(loss.orElse("–"), 5),
            SafeText.right(risk.orElse("–"), 8),
            SafeText.right(coverage.orElse("–"), 11)
        };
    }

    private void fragile(ModelFigures model) {
        Map<String, List<ClassFragility>> byClass = new LinkedHashMap<>();
        model.fragile()
                .forEach(one -> byClass.computeIfAbsent(one.className(), name -> new ArrayList<>())
                        .add(one));
        if (byClass.isEmpty()) {
            line("No class loses more than others, beyond chance.");
        }
        byClass.entrySet().stream().limit(MOST).forEach(entry -> {
            List<String> falls = entry.getValue().stream()
                    .limit(MOST)
                    .map(one -> points(one.rawFall()) + " under " + one.corruption())
                    .toList();
            line("'" + SafeText.line(entry.getKey()) + "' loses more than other classes: recall falls by "
                    + String.join(", ", falls) + ". " + pictures(model, entry.getKey()));
        });
        if (byClass.size() > MOST) {
            line("So do " + (byClass.size() - MOST) + " more classes.");
        }
    }

    private static String pictures(ModelFigures model, String name) {
        int pictures = model.classes().stream()
                .filter(one -> one.name().equals(name))
                .map(ClassFigures::clean)
                .findFirst()
                .orElseThrow()
                .total();
        return "(" + pictures + (pictures == 1 ? " picture)" : " pictures)");
    }

    private void sinks(ModelFigures model) {
        Set<String> said = new LinkedHashSet<>();
        for (ErrorSink sink : model.sinks()) {
            if (sink.isSink() && said.size() < MOST && said.add(sink.className())) {
                line("Wrong answers turn into '" + SafeText.line(sink.className()) + "' under " + sink.cell() + ": "
                        + sink.wrong().count() + " of " + sink.wrong().total()
                        + sink.clean()
                                .map(clean -> ", of clean pictures " + clean.count() + " of " + clean.total() + ".")
                                .orElse("."));
            }
        }
    }

    private void training(ModelFigures model, List<SuiteError> errors) {
        Contamination training = model.contamination();
        if (training.record().isEmpty()) {
            line("Training: not known (no " + TrainingRecords.FILE
                    + "). Whether it was like the corruptions cannot be said.");
            return;
        }
        if (training.marked().isEmpty()) {
            line("Training: its record has no augmentation that resembles one of the corruptions.");
        } else {
            line("Training resembles "
                    + SafeText.line(String.join(", ", training.marked().keySet()))
                    + ": accuracy under these says less about other corruptions.");
        }
        if (!training.unknown().isEmpty()) {
            line("  It is not known what " + SafeText.line(String.join(", ", training.unknown())) + " resembles.");
        }
        for (SuiteError error : errors) {
            if (error.model().equals(model.model())) {
                error.without(result, training.marked().keySet())
                        .filter(without -> without.corruptions() < error.corruptions())
                        .ifPresent(without -> line("  " + error.suite().id() + " without them, " + without.measure()
                                + ": "
                                + percent(without.value()) + " %"
                                + without.interval()
                                        .map(RobustnessFiguresText::interval)
                                        .orElse("")
                                + "  (" + without.corruptions() + " of " + error.corruptions() + " corruptions)"));
            }
        }
    }

    private static String interval(Measured measured) {
        return measured.interval().map(RobustnessFiguresText::interval).orElse("");
    }

    private static String interval(Interval interval) {
        return "  95 %: " + percent(interval.low()) + " to " + percent(interval.high());
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%.0f points", 100 * share);
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.2f", 100 * share);
    }

    private static String percent(double share) {
        return fixed(100 * share);
    }

    private static String fixed(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private void line(String text) {
        session.out().print(text + '\n');
    }
}
