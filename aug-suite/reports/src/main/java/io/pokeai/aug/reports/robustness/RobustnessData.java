package io.pokeai.aug.reports.robustness;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.reports.pages.DataParts;
import io.pokeai.aug.reports.pages.JsonText;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.io.IOException;
import java.util.Optional;

/** The data of the page as JSON; docs/reports.md describes its members. */
final class RobustnessData {
    private RobustnessData() {}

    static String json(ShownRun run) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("schema", "pokeai-robustness-1");
            DataParts.strings(
                    json,
                    "models",
                    run.models().stream()
                            .map(model -> ShownRun.bounded(model.title()))
                            .toList());
            DataParts.integers(
                    json,
                    "severities",
                    run.severities().stream().mapToInt(severity -> severity).toArray());
            json.writeArrayFieldStart("corruptions");
            for (PlannedCorruption corruption : run.corruptions()) {
                json.writeStartObject();
                json.writeStringField("name", ShownRun.bounded(corruption.name()));
                json.writeStringField("suite", ShownRun.suite(corruption));
                json.writeBooleanField("in_means", ShownRun.countsInMeans(corruption));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("clean");
            for (TestedModel model : run.models()) {
                cell(json, run.clean(model));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("cells");
            for (TestedModel model : run.models()) {
                json.writeStartArray();
                for (PlannedCorruption corruption : run.corruptions()) {
                    json.writeStartArray();
                    for (int severity : run.severities()) {
                        cell(json, run.cell(model, corruption.name(), severity));
                    }
                    json.writeEndArray();
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Writes accuracy, both ends of its interval, and the number of pictures; null for a cell that was not run. */
    private static void cell(JsonGenerator json, Optional<FinishedCell> cell) throws IOException {
        if (cell.isEmpty() || cell.get().pictures() == 0) {
            json.writeNull();
            return;
        }
        Proportion share = new Proportion(cell.get().correct(), cell.get().pictures());
        Interval interval = share.wilson();
        DataParts.numbers(
                json, share.value(), interval.low(), interval.high(), cell.get().pictures());
    }
}
