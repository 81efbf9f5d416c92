package io.pokeai.aug.robustness.report;

import io.pokeai.aug.evaluation.statistics.Interval;
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
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The figures beside accuracy, as docs/robustness-json.md describes them. What does not exist is left out. */
final class FiguresJson {
    private final JsonWriter json;

    FiguresJson(JsonWriter json) {
        this.json = json;
    }

    void write(RobustnessFigures figures) throws IOException {
        json.beginArray("severities");
        for (ModelFigures model : figures.models()) {
            for (SeverityFigures severity : model.severities()) {
                write(model.model(), severity);
            }
        }
        json.endArray();
        json.beginArray("between");
        for (RelativeRobustness pair : figures.between()) {
            write(pair);
        }
        json.endArray();
        json.beginArray("classes");
        for (ModelFigures model : figures.models()) {
            for (ClassFigures one : model.classes()) {
                write(model.model(), one);
            }
        }
        json.endArray();
        json.beginArray("sinks");
        for (ModelFigures model : figures.models()) {
            for (ErrorSink sink : model.sinks()) {
                write(model.model(), sink);
            }
        }
        json.endArray();
        json.beginArray("training");
        for (ModelFigures model : figures.models()) {
            write(model.model(), model.contamination());
        }
        json.endArray();
    }

    /** Of one cell. */
    void write(ScoreFigures scores) throws IOException {
        json.beginObject("scores");
        json.field("pictures", scores.pictures());
        measured("mean_confidence", scores.meanConfidence());
        measured("ece", scores.calibrationError());
        json.field("ece_debiased", scores.debiasedError());
        json.field("rms_debiased", scores.debiasedRootMeanSquare());
        measured("log_loss", scores.logLoss());
        json.field("clipped_rows", scores.clipped());
        measured("augrc", scores.augrc());
        json.field("coverage", scores.coverage());
        Optional<ScoreFigures.AtThreshold> clean = scores.atCleanThreshold();
        if (clean.isPresent()) {
            json.beginObject("at_clean_threshold");
            json.field("threshold", clean.get().threshold());
            json.field("answered", clean.get().answered().count());
            json.field("coverage", clean.get().answered().value());
            if (clean.get().wrong().isPresent()) {
                json.field("wrong", clean.get().wrong().get().count());
                json.field("risk", clean.get().wrong().get().value());
                interval(clean.get().wrong().get().wilson());
            }
            json.endObject();
        }
        number("auc_wrong", scores.disagreementAuc());
        json.endObject();
    }

    private void write(String model, SeverityFigures severity) throws IOException {
        json.beginObject();
        json.field("model", model);
        json.field("suite", severity.suite().id());
        json.field("severity", severity.severity());
        json.field("corruptions", severity.corruptions());
        json.field("pictures", severity.pictures());
        measured("accuracy", severity.accuracy());
        measured("drop", severity.drop());
        if (severity.relativeAccuracy().isPresent()) {
            measured("relative_accuracy", severity.relativeAccuracy().get());
        }
        if (severity.scores().isPresent()) {
            SeverityFigures.MeanScores scores = severity.scores().get();
            json.beginObject("scores");
            measured("mean_confidence", scores.meanConfidence());
            measured("ece", scores.calibrationError());
            json.field("ece_debiased", scores.debiasedError());
            json.field("rms_debiased", scores.debiasedRootMeanSquare());
            measured("log_loss", scores.logLoss());
            measured("augrc", scores.augrc());
            json.field("coverage", scores.coverage());
            number("auc_wrong", scores.disagreementAuc());
            json.field("auc_wrong_corruptions", scores.withAuc());
            json.endObject();
        }
        json.endObject();
    }

    private void write(RelativeRobustness pair) throws IOException {
        json.beginObject();
        json.field("model", pair.model());
        json.field("than", pair.than());
        json.field("suite", pair.suite().id());
        if (pair.severity().isPresent()) {
            json.field("severity", pair.severity().getAsInt());
        }
        json.field("corruptions", pair.corruptions());
        json.field("pictures", pair.pictures());
        measured("difference", pair.difference());
        json.endObject();
    }

    private void write(String model, ClassFigures one) throws IOException {
        json.beginObject();
        json.field("model", model);
        json.field("class", one.name());
        json.field("pictures", one.clean().total());
        json.field("correct", one.clean().count());
        json.field("mean_fall", one.meanFall());
        json.beginArray("corruptions");
        for (ClassFragility fragility : one.corruptions()) {
            write(fragility);
        }
        json.endArray();
        json.endObject();
    }

    private void write(ClassFragility fragility) throws IOException {
        List<ClassFragility.AtSeverity> all = fragility.severities();
        json.beginObject();
        json.field("augmentation", fragility.corruption());
        json.integers(
                "severities",
                all.stream().map(ClassFragility.AtSeverity::severity).toList());
        json.integers("correct", all.stream().map(one -> one.recall().count()).toList());
        numbers("falls", all, one -> one.fall().value());
        numbers("lows", all, one -> one.fall().interval().orElseThrow().low());
        numbers("highs", all, one -> one.fall().interval().orElseThrow().high());
        json.field("raw_fall", fragility.rawFall());
        measured("fall", fragility.fall());
        json.field("p", fragility.p());
        json.field("p_adjusted", fragility.adjustedP());
        json.field("fragile", fragility.isFragile());
        json.field("holds_up_to", fragility.holdsUpTo());
        json.field("safe_up_to", fragility.safeUpTo());
        json.endObject();
    }

    private void write(String model, ErrorSink sink) throws IOException {
        json.beginObject();
        json.field("model", model);
        json.field("class", sink.className());
        json.field("augmentation", sink.cell().augmentation());
        json.field("severity", sink.cell().severity());
        json.field("count", sink.wrong().count());
        json.field("wrong", sink.wrong().total());
        if (sink.clean().isPresent()) {
            json.field("clean_count", sink.clean().get().count());
            json.field("clean_wrong", sink.clean().get().total());
        }
        json.field("index", sink.index());
        json.field("p", sink.p());
        json.field("p_adjusted", sink.adjustedP());
        json.field("sink", sink.isSink());
        json.field("most_frequent", sink.first());
        json.endObject();
    }

    private void write(String model, Contamination contamination) throws IOException {
        json.beginObject();
        json.field("model", model);
        json.field("known", contamination.record().isPresent());
        if (contamination.record().isPresent()) {
            json.texts("source", contamination.record().get().source());
            json.texts("augmentations", contamination.record().get().augmentations());
            json.texts("unknown", contamination.unknown());
            json.value("marked", contamination.marked());
        }
        json.endObject();
    }

    private void measured(String name, Measured measured) throws IOException {
        json.beginObject(name);
        json.field("value", measured.value());
        if (measured.interval().isPresent()) {
            interval(measured.interval().get());
        }
        json.endObject();
    }

    private void interval(Interval interval) throws IOException {
        json.value("interval", List.of(interval.low(), interval.high()));
    }

    private void number(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.field(name, value.getAsDouble());
        }
    }

    private <T> void numbers(String name, List<T> all, ToDoubleFunction<T> value) throws IOException {
        json.value(name, all.stream().mapToDouble(value).boxed().toList());
    }
}
