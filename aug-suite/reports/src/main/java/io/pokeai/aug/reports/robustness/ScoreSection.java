package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.figures.Measured;
import io.pokeai.aug.robustness.figures.ModelFigures;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.figures.ScoreFigures;
import io.pokeai.aug.robustness.figures.SeverityFigures;
import java.util.List;
import java.util.Optional;

/** Whether confidence can still be trusted: calibration, log loss and risk of each severity. */
final class ScoreSection implements PageSection {
    /** Columns that are made of scores. */
    private static final int SCORES = 7;

    private final List<ModelFigures> models;

    ScoreSection(ShownRun run, RobustnessFigures figures) {
        List<String> shown = run.models().stream().map(TestedModel::title).toList();
        this.models = figures.models().stream()
                .filter(model -> shown.contains(model.model()))
                .toList();
    }

    boolean isThere() {
        return models.stream()
                .anyMatch(model ->
                        model.cells().stream().anyMatch(cell -> cell.scores().isPresent()));
    }

    @Override
    public String id() {
        return "confidence";
    }

    @Override
    public String link() {
        return "Confidence";
    }

    @Override
    public void write(StringBuilder html) {
        html.append("<section id=\"confidence\"><h2>Can its confidence be trusted?</h2>")
                .append(
                        "<p>Means over the corruptions of a suite at each severity, on the pictures that count in all of them; ranges")
                .append(
                        " are 95 % intervals over pictures. A calibrated model is as often right as it is confident.</p>");
        TableText table = TableText.begin(
                html,
                "Confidence at each severity",
                "tall dense",
                "Model",
                "Suite",
                "#Severity",
                "#Accuracy",
                "#Confidence",
                "#Calibration error",
                "#Debiased",
                "#Log loss",
                "#AUGRC",
                "#Answers at 5 % risk",
                "#AUC of folds");
        for (ModelFigures model : models) {
            clean(table, model);
            model.severities().forEach(severity -> severity(table, model.model(), severity));
        }
        table.end();
        html.append(
                        "<p class=\"hint\"><b>Calibration error</b>: expected, in 15 bins; <b>debiased</b>: without the part that comes")
                .append(
                        " from small bins. <b>Log loss</b> in nats. <b>AUGRC</b>: the mean share of all pictures that are answered and")
                .append(
                        " wrong, over all thresholds. <b>Answers at 5 % risk</b>: the largest share of pictures, the most confident")
                .append(" ones, of which at most 5 % are wrong.");
        html.append(
                        " <b>AUC of folds</b>: how often the folds of a wrong answer disagree more than those of a right one; 50 %")
                .append(" is chance; a single model has none.</p></section>\n");
    }

    private static void clean(TableText table, ModelFigures model) {
        model.cells().stream()
                .filter(cell -> cell.cell().severity() == 0 && cell.scores().isPresent())
                .forEach(cell -> {
                    ScoreFigures scores = cell.scores().orElseThrow();
                    table.row().name(model.model()).text("clean").number(0, "–");
                    table.share(new Measured(
                            cell.accuracy().value(), Optional.of(cell.accuracy().wilson())));
                    table.share(scores.meanConfidence());
                    table.share(scores.calibrationError()).share(scores.debiasedError());
                    table.decimal(scores.logLoss()).share(scores.augrc()).share(scores.coverage());
                    table.share(scores.disagreementAuc().orElse(Double.NaN)).endRow();
                });
    }

    private static void severity(TableText table, String model, SeverityFigures severity) {
        table.row()
                .name(model)
                .text(severity.suite().id())
                .number(severity.severity(), String.valueOf(severity.severity()));
        table.share(severity.accuracy());
        severity.scores()
                .ifPresentOrElse(
                        scores -> table.share(scores.meanConfidence())
                                .share(scores.calibrationError())
                                .share(scores.debiasedError())
                                .decimal(scores.logLoss())
                                .share(scores.augrc())
                                .share(scores.coverage())
                                .share(scores.disagreementAuc().orElse(Double.NaN)),
                        () -> {
                            for (int column = 0; column < SCORES; column++) {
                                table.share(Double.NaN);
                            }
                        });
        table.endRow();
    }
}
