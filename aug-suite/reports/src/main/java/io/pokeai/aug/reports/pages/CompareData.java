package io.pokeai.aug.reports.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.compare.PairedComparison;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.models.ComparedModel;
import io.pokeai.aug.reports.models.ModelComparison;
import io.pokeai.aug.reports.plots.ConfusionOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The data of the comparison as JSON; docs/reports.md describes its members.
 *
 * <p><b>Threads</b> immutable.
 */
final class CompareData {
    private static final int MOST_MAPS = 12;

    private final ModelComparison comparison;
    private final List<String> classes;
    private final List<ComparedModel> mapped;

    CompareData(ModelComparison comparison) {
        this.comparison = comparison;
        this.classes = comparison.classes();
        this.mapped = comparison.models().stream()
                .filter(model -> model.answers().isPresent())
                .limit(MOST_MAPS)
                .toList();
    }

    /** The models whose confusions are shown. */
    List<ComparedModel> mapped() {
        return mapped;
    }

    String json() {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("schema", "pokeai-comparison-1");
            json.writeArrayFieldStart("models");
            for (ComparedModel model : comparison.models()) {
                model(json, model);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("pairs");
            for (PairedComparison pair : comparison.pairs()) {
                pair(json, pair);
            }
            json.writeEndArray();
            DataParts.strings(json, "remarks", comparison.remarks());
            DataParts.strings(json, "classes", classes);
            maps(json);
            DataParts.colours(json);
            json.writeEndObject();
        });
    }

    private static void model(JsonGenerator json, ComparedModel model) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", model.name());
        number(json, "accuracy", model.means().accuracy());
        number(json, "low", model.accuracyInterval().map(Interval::low).orElse(Double.NaN));
        number(json, "high", model.accuracyInterval().map(Interval::high).orElse(Double.NaN));
        number(json, "f1", model.means().f1());
        number(json, "precision", model.means().precision());
        if (model.means().folds().isPresent()) {
            json.writeNumberField("folds", model.means().folds().getAsInt());
        }
        if (model.answers().isPresent()) {
            json.writeNumberField("pictures", model.answers().get().rows());
            json.writeStringField("test_set", model.answers().get().testSet());
        }
        known(json, "latency_ms", model.cost().latencyMillis());
        known(json, "model_bytes", model.cost().bytes());
        json.writeEndObject();
    }

    private static void known(JsonGenerator json, String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            number(json, name, value.getAsDouble());
        }
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        JsonText.number(json, value);
    }

    private static void pair(JsonGenerator json, PairedComparison pair) throws IOException {
        json.writeStartObject();
        json.writeStringField("first", pair.first());
        json.writeStringField("second", pair.second());
        json.writeNumberField("only_first_right", pair.rows().onlyFirst());
        json.writeNumberField("only_second_right", pair.rows().onlySecond());
        json.writeNumberField("pictures", pair.rows().total());
        number(json, "difference", pair.difference());
        number(json, "low", pair.interval().low());
        number(json, "high", pair.interval().high());
        number(json, "mcnemar_exact_p", pair.exactP());
        number(json, "mcnemar_mid_p", pair.midP());
        number(json, "adjusted_p", pair.adjustedP());
        json.writeBooleanField("decisive", pair.decisive());
        json.writeEndObject();
    }

    private void maps(JsonGenerator json) throws IOException {
        List<ConfusionMatrix> matrices = new ArrayList<>();
        json.writeArrayFieldStart("maps");
        for (ComparedModel model : mapped) {
            ConfusionMatrix matrix = model.answers().orElseThrow().confusion(classes);
            matrices.add(matrix);
            json.writeStartObject();
            json.writeStringField("name", model.name());
            DataParts.confusion(json, matrix);
            json.writeEndObject();
        }
        json.writeEndArray();
        DataParts.integers(json, "order", matrices.isEmpty() ? new int[0] : ConfusionOrder.clustered(matrices));
    }
}
