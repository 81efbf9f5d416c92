package io.pokeai.aug.robustness.report;

import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.figures.CellFigures;
import io.pokeai.aug.robustness.figures.Contamination;
import io.pokeai.aug.robustness.figures.ModelFigures;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.figures.ScoreFigures;
import io.pokeai.aug.robustness.metrics.Denominator;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The text of {@code robustness.json}: all figures, with what is needed to read them without the run. */
final class RobustnessJson {
    /** Counts up when a field changes its meaning. */
    private static final int FORMAT = 1;

    private final JsonWriter json;

    private RobustnessJson(JsonWriter json) {
        this.json = json;
    }

    static String text(RobustnessResult result, List<SuiteError> errors, RobustnessFigures figures) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.indented(bytes)) {
            new RobustnessJson(json).write(result, errors, figures);
            json.line();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void write(RobustnessResult result, List<SuiteError> errors, RobustnessFigures figures) throws IOException {
        RobustnessPlan plan = result.plan();
        json.beginObject();
        json.field("format", FORMAT);
        json.field("seed", plan.seed());
        json.field("pokeai_exact", plan.corruptions().stream().anyMatch(PlannedCorruption::exact));
        json.beginObject("data");
        json.field("root", plan.pictures().root());
        json.field("pictures", plan.pictures().size());
        json.field("left_out", result.leftOut().size());
        json.endObject();
        json.beginArray("models");
        for (TestedModel model : plan.models()) {
            write(model, result);
        }
        json.endArray();
        json.beginArray("augmentations");
        for (PlannedCorruption corruption : plan.corruptions()) {
            write(corruption);
        }
        json.endArray();
        json.beginArray("cells");
        for (FinishedCell cell : result.cells()) {
            write(cell, figures.model(cell.model()));
        }
        json.endArray();
        json.beginArray("errors");
        for (SuiteError error : errors) {
            write(error, result, figures.model(error.model()).contamination());
        }
        json.endArray();
        new FiguresJson(json).write(figures);
        SequenceJson.write(json, result);
        json.beginArray("left_out");
        for (LeftOutRow row : result.leftOut()) {
            json.beginObject();
            json.field("path", row.path());
            json.field("label", row.label());
            json.field("error", row.code().name());
            json.field("message", row.reason());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void write(TestedModel model, RobustnessResult result) throws IOException {
        json.beginObject();
        json.field("model", model.title());
        json.field("name", model.name());
        json.field("version", model.identity().version());
        json.field("backend", model.identity().backend());
        json.field("backend_version", model.build());
        json.field("input", model.input().id());
        json.field("folds", model.identity().folds());
        json.field("classes", model.identity().classes().size());
        Optional<FinishedCell> clean = result.cell(model, FinishedCell.CLEAN, 0);
        if (clean.isPresent()) {
            json.field("class_list", clean.get().key().part(CellKey.CLASSES));
        }
        json.endObject();
    }

    private void write(PlannedCorruption corruption) throws IOException {
        json.beginObject();
        json.field("augmentation", corruption.name());
        json.field("id", corruption.id());
        Optional<Suite> suite = Suite.of(corruption.id());
        if (suite.isPresent()) {
            json.field("suite", suite.get().id());
        }
        if (corruption.augmentation().isPresent()) {
            json.field("family", corruption.augmentation().get().info().family());
            json.field("source", corruption.augmentation().get().info().source());
        }
        json.field("draws", corruption.draws());
        json.beginObject("severities");
        for (int severity : corruption.severities()) {
            json.beginObject(String.valueOf(severity));
            json.field("parameters", corruption.parameters(severity));
            json.field("definition", corruption.definition(severity));
            json.endObject();
        }
        json.endObject();
        json.endObject();
    }

    private void write(FinishedCell cell, ModelFigures figures) throws IOException {
        json.beginObject();
        json.field("model", cell.model());
        json.field("augmentation", cell.augmentation());
        json.field("severity", cell.severity());
        json.field("pictures", cell.pictures());
        json.field("correct", cell.correct());
        if (cell.pictures() > 0) {
            Proportion accuracy = new Proportion(cell.correct(), cell.pictures());
            json.field("accuracy", accuracy.value());
            interval(accuracy.wilson());
        }
        if (!cell.key().part(CellKey.FILE).isEmpty()) {
            json.field("intermediate_file", true);
        }
        json.field("cell", cell.key().hash());
        if (figures.contamination().isMarked(cell.augmentation())) {
            json.texts("resembles", figures.contamination().resembled(cell.augmentation()));
        }
        Optional<ScoreFigures> scores =
                figures.cell(cell.augmentation(), cell.severity()).flatMap(CellFigures::scores);
        if (scores.isPresent()) {
            new FiguresJson(json).write(scores.get());
        }
        json.endObject();
    }

    private void write(SuiteError error, RobustnessResult result, Contamination training) throws IOException {
        json.beginObject();
        json.field("model", error.model());
        write(error);
        if (!training.marked().isEmpty()) {
            Optional<SuiteError> without =
                    error.without(result, training.marked().keySet());
            if (without.isPresent() && without.get().corruptions() < error.corruptions()) {
                json.beginObject("without_marked");
                write(without.get());
                json.endObject();
            }
        }
        json.endObject();
    }

    private void write(SuiteError error) throws IOException {
        json.field("suite", error.suite().id());
        json.field("measure", error.measure());
        json.field("normaliser", error.baseline().id());
        json.field("corruptions", error.corruptions());
        json.field("of", error.suite().inMeans());
        json.field("pictures", error.pictures());
        json.field("value", error.value());
        if (error.interval().isPresent()) {
            interval(error.interval().get());
        }
        if (error.relative().isPresent()) {
            json.beginObject("relative");
            json.field("value", error.relative().get().value());
            interval(error.relative().get().interval());
            json.endObject();
        }
        if (!error.denominators().isEmpty()) {
            json.beginObject("denominators");
            for (Map.Entry<String, Denominator> entry : error.denominators().entrySet()) {
                json.field(entry.getKey(), entry.getValue().meanError());
            }
            json.endObject();
        }
    }

    private void interval(Interval interval) throws IOException {
        json.value("interval", List.of(interval.low(), interval.high()));
    }
}
