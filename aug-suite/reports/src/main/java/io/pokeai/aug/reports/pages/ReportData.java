package io.pokeai.aug.reports.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.reports.plots.ConfusionOrder;
import io.pokeai.aug.reports.plots.ReliabilityBin;
import io.pokeai.aug.reports.plots.RiskPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data of a report page as JSON; docs/reports.md describes its members.
 *
 * <p><b>Threads</b> confined to one thread.
 */
final class ReportData {
    private static final int MISTAKES_WITH_PICTURE = 120;
    private static final int SUSPECTS_WITH_PICTURE = 120;
    private static final int PAIRS_WITH_PICTURES = 40;
    private static final int PICTURES_OF_A_PAIR = 4;

    private final ReportContent content;
    private final Predictions predictions;
    private final ConfusionMatrix matrix;
    private final ListedRows rows;
    private final List<ConfusedPair> pairs;
    private final Thumbnails pictures;
    private final Thumbnails suspectPictures;

    ReportData(
            ReportContent content,
            ConfusionMatrix matrix,
            ListedRows rows,
            List<ConfusedPair> pairs,
            long thumbnailBytes) {
        this.content = content;
        this.predictions = content.predictions();
        this.matrix = matrix;
        this.rows = rows;
        this.pairs = pairs;
        // 500 pictures in all, of which suspicious labels have their part.
        int suspects = Math.min(SUSPECTS_WITH_PICTURE, content.suspects().size());
        this.suspectPictures = new Thumbnails(content.suspectPictures(), suspects, thumbnailBytes / 4);
        this.pictures = new Thumbnails(content.pictures(), Thumbnails.MOST - suspects, thumbnailBytes * 3 / 4);
        content.suspects().stream().limit(suspects).forEach(suspect -> suspectPictures.add(suspect.row()));
        withPictures().forEach(pictures::add);
    }

    /** The rows that should have a picture, the most useful first. */
    private Set<Integer> withPictures() {
        Set<Integer> chosen = new LinkedHashSet<>();
        rows.mistakes().stream().limit(MISTAKES_WITH_PICTURE).forEach(chosen::add);
        for (ConfusedPair pair : pairs.subList(0, Math.min(PAIRS_WITH_PICTURES, pairs.size()))) {
            rows.mistakes().stream()
                    .filter(row ->
                            predictions.truth(row) == pair.truth() && predictions.predicted(row) == pair.predicted())
                    .limit(PICTURES_OF_A_PAIR)
                    .forEach(chosen::add);
        }
        boolean[] seen = new boolean[predictions.classes().size()];
        for (int row : rows.right()) {
            if (!seen[predictions.truth(row)]) {
                seen[predictions.truth(row)] = true;
                chosen.add(row);
            }
        }
        chosen.addAll(rows.mistakes());
        chosen.addAll(rows.right());
        return chosen;
    }

    String json() {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("schema", "pokeai-report-1");
            json.writeStringField("model", predictions.model());
            json.writeNumberField("pictures", predictions.size());
            json.writeNumberField("right", matrix.correct());
            DataParts.strings(json, "classes", predictions.classes());
            figures(json);
            DataParts.confusion(json, matrix);
            DataParts.integers(json, "order", ConfusionOrder.clustered(matrix));
            DataParts.colours(json);
            reliability(json);
            risk(json);
            rows(json);
            suspects(json);
            json.writeStringField("picture_folder", content.pictureFolder());
            thumbnails(json, "thumbnails", pictures.urls());
            thumbnails(json, "suspect_thumbnails", suspectPictures.urls());
            json.writeEndObject();
        });
    }

    private void figures(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("figures");
        for (Figure figure : content.figures()) {
            json.writeObjectFieldStart(figure.id());
            json.writeFieldName("value");
            JsonText.number(json, figure.value());
            json.writeFieldName("low");
            JsonText.number(json, figure.low());
            json.writeFieldName("high");
            JsonText.number(json, figure.high());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void reliability(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("reliability");
        for (ReliabilityBin bin : content.reliability()) {
            DataParts.numbers(
                    json, bin.from(), bin.to(), bin.count(), bin.confidence(), bin.accuracy(), bin.low(), bin.high());
        }
        json.writeEndArray();
    }

    private void risk(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("risk");
        for (RiskPoint point : content.risk()) {
            DataParts.numbers(json, point.coverage(), point.risk());
        }
        json.writeEndArray();
    }

    /** Columns, because their names would be most of the text. */
    private void rows(JsonGenerator json) throws IOException {
        List<Integer> all = new ArrayList<>(rows.mistakes());
        all.addAll(rows.right());
        json.writeObjectFieldStart("rows");
        json.writeNumberField("mistakes", rows.mistakes().size());
        json.writeNumberField("all_mistakes", rows.allMistakes());
        DataParts.integers(json, "row", all.stream().mapToInt(row -> row).toArray());
        DataParts.integers(json, "truth", all.stream().mapToInt(predictions::truth).toArray());
        DataParts.integers(
                json, "predicted", all.stream().mapToInt(predictions::predicted).toArray());
        json.writeArrayFieldStart("confidence");
        for (int row : all) {
            JsonText.number(json, Math.rint(predictions.confidence(row) * 1e4) / 1e4);
        }
        json.writeEndArray();
        DataParts.strings(json, "path", all.stream().map(predictions::path).toList());
        json.writeEndObject();
    }

    private void suspects(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("suspects");
        for (SuspectLabel suspect : content.suspects()) {
            json.writeStartObject();
            json.writeStringField("path", suspect.path());
            json.writeNumberField("label", suspect.label());
            json.writeNumberField("suggested", suspect.suggested());
            json.writeFieldName("self_confidence");
            JsonText.number(json, suspect.selfConfidence());
            json.writeNumberField("row", suspect.row());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void thumbnails(JsonGenerator json, String name, Map<Integer, String> urls) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<Integer, String> url : urls.entrySet()) {
            json.writeStringField(String.valueOf(url.getKey()), url.getValue());
        }
        json.writeEndObject();
    }
}
