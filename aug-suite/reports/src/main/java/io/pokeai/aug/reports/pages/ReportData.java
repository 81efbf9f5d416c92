package io.pokeai.aug.reports.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.calibration.ReliabilityBin;
import io.pokeai.aug.evaluation.labels.LabelIssue;
import io.pokeai.aug.evaluation.scores.ConfusedPair;
import io.pokeai.aug.evaluation.selective.RiskPoint;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.plots.ConfusionOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
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
    private static final int MOST_ISSUES = 1000;
    private static final int ISSUES_WITH_PICTURE = 120;
    private static final int PAIRS_WITH_PICTURES = 40;
    private static final int PICTURES_OF_A_PAIR = 4;

    private final ReportContent content;
    private final Predictions predictions;
    private final ConfusionMatrix matrix;
    private final ListedRows rows;
    private final List<ConfusedPair> pairs;
    private final Thumbnails pictures;
    private final Thumbnails issuePictures;

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
        int issues = Math.min(ISSUES_WITH_PICTURE, content.issues().size());
        this.issuePictures = new Thumbnails(content.issuePictures(), issues, thumbnailBytes / 4);
        this.pictures = new Thumbnails(content.pictures(), Thumbnails.MOST - issues, thumbnailBytes * 3 / 4);
        content.issues().stream().limit(issues).forEach(issue -> issuePictures.add(issue.row()));
        withPictures().forEach(pictures::add);
    }

    /** The rows that should have a picture, the most useful first. */
    private Set<Integer> withPictures() {
        Set<Integer> chosen = new LinkedHashSet<>();
        Set<Integer> listed = new HashSet<>(rows.mistakes());
        rows.mistakes().stream().limit(MISTAKES_WITH_PICTURE).forEach(chosen::add);
        for (ConfusedPair pair : pairs.subList(0, Math.min(PAIRS_WITH_PICTURES, pairs.size()))) {
            pair.rows().stream()
                    .filter(listed::contains)
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
            issues(json);
            json.writeStringField("picture_folder", content.pictureFolder());
            thumbnails(json, "thumbnails", pictures.urls());
            thumbnails(json, "issue_thumbnails", issuePictures.urls());
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
            JsonText.number(json, figure.interval().map(Interval::low).orElse(Double.NaN));
            json.writeFieldName("high");
            JsonText.number(json, figure.interval().map(Interval::high).orElse(Double.NaN));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void reliability(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("reliability");
        for (ReliabilityBin bin : content.reliability()) {
            DataParts.numbers(
                    json,
                    bin.from(),
                    bin.to(),
                    bin.count(),
                    bin.confidence(),
                    bin.accuracy(),
                    bin.interval().low(),
                    bin.interval().high());
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

    /** One array for each column: names in each row would be most of the text. */
    private void rows(JsonGenerator json) throws IOException {
        List<Integer> all = new ArrayList<>(rows.mistakes());
        all.addAll(rows.right());
        json.writeObjectFieldStart("rows");
        json.writeNumberField("mistakes", rows.mistakes().size());
        json.writeNumberField("all_mistakes", rows.allMistakes());
        DataParts.integers(json, "row", all.stream().mapToInt(row -> row).toArray());
        DataParts.integers(
                json, "truth", all.stream().mapToInt(predictions::truth).toArray());
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

    private void issues(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("issues");
        for (LabelIssue issue : content.issues()
                .subList(0, Math.min(MOST_ISSUES, content.issues().size()))) {
            json.writeStartObject();
            json.writeStringField("path", issue.path());
            json.writeNumberField("label", issue.label());
            json.writeNumberField("suggested", issue.suggested());
            json.writeFieldName("self_confidence");
            JsonText.number(json, issue.selfConfidence());
            json.writeNumberField("row", issue.row());
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
