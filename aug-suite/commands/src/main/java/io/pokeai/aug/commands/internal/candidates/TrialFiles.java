package io.pokeai.aug.commands.internal.candidates;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.reports.pages.HtmlPage;
import io.pokeai.aug.reports.pages.JsonText;
import io.pokeai.aug.reports.pages.PageAsset;
import io.pokeai.aug.reports.pages.PageParts;
import io.pokeai.aug.robustness.metrics.Estimate;
import io.pokeai.engine.dataset.files.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table as files: JSON for programs, Markdown for model cards, HTML for people.
 *
 * @param folder they are written to
 * @param baseline whose name they have
 */
record TrialFiles(Path folder, String baseline) {
    /** Writes {@code small_models_<baseline>.json}, {@code .md} and {@code .html}; each is replaced by a whole file. */
    List<Path> write(TrialTable table) {
        Path json = file("json");
        Path markdown = file("md");
        Path page = file("html");
        String text = JsonText.of(generator -> json(generator, table));
        TextFile.write(json, text + '\n');
        TextFile.write(markdown, markdown(table));
        TextFile.write(page, page(table, text));
        return List.of(json, markdown, page);
    }

    private Path file(String ending) {
        return folder.resolve("small_models_" + baseline + "." + ending);
    }

    static String markdown(TrialTable table) {
        StringBuilder text = new StringBuilder();
        line(text, TrialNumbers.HEADING);
        line(text, TrialNumbers.HEADING.stream().map(heading -> "---").toList());
        table.rows().forEach(row -> line(text, TrialNumbers.cells(row)));
        return text.append('\n')
                .append(TrialNumbers.caption(table))
                .append('\n')
                .toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String page(TrialTable table, String json) {
        StringBuilder html = new StringBuilder();
        String baseline = table.rows().get(0).model();
        PageParts.header(
                html,
                "Small models",
                "beside " + Html.name(baseline),
                "<a href=\"#table\">Table</a><a href=\"#gate\">Gate</a>",
                "Without scripts the table cannot be sorted; everything is shown.");
        html.append("<main id=\"main\">\n<section id=\"table\"><h2>Table</h2><div class=\"scroll\"><table><thead><tr>");
        TrialNumbers.HEADING.forEach(heading ->
                html.append("<th scope=\"col\">").append(Html.text(heading)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (TrialRow row : table.rows()) {
            html.append("<tr>");
            TrialNumbers.cells(row)
                    .forEach(cell -> html.append("<td>").append(Html.text(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div><p class=\"hint\">")
                .append(Html.text(TrialNumbers.caption(table)))
                .append("</p></section>\n<section id=\"gate\"><h2>Gate</h2>");
        for (TrialRow row : table.rows()) {
            row.against()
                    .ifPresent(against -> html.append("<p>")
                            .append(Html.name(row.model()))
                            .append(": ")
                            .append(Html.text(against.gate().sentence()))
                            .append("</p>\n"));
        }
        html.append("</section></main>\n");
        PageParts.footer(html);
        return HtmlPage.of("Small models", html.toString(), json, List.of(PageAsset.COMMON));
    }

    private static void json(JsonGenerator json, TrialTable table) throws IOException {
        json.writeStartObject();
        json.writeStringField("baseline", table.rows().get(0).model());
        json.writeNumberField("pictures", table.pictures());
        json.writeArrayFieldStart("corruptions");
        for (String corruption : table.corruptions()) {
            json.writeString(corruption);
        }
        json.writeEndArray();
        number(json, "margin", table.terms().margin());
        number(json, "alpha", table.terms().alpha());
        json.writeArrayFieldStart("models");
        for (TrialRow row : table.rows()) {
            row(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, TrialRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", row.model());
        json.writeNumberField("files", row.files());
        number(json, "accuracy", row.accuracy().value());
        interval(json, "accuracy_interval", row.accuracy().wilson());
        if (row.meanError().isPresent()) {
            estimate(json, "mean_error", row.meanError().get());
        }
        number(json, "p50_milliseconds", row.latency().medianMillis());
        number(json, "p95_milliseconds", row.latency().p95Millis());
        json.writeNumberField("calls", row.latency().calls());
        json.writeNumberField("file_bytes", row.fileBytes());
        if (row.memoryBytes().isPresent()) {
            json.writeNumberField("memory_bytes", row.memoryBytes().getAsLong());
        }
        if (row.against().isPresent()) {
            TrialRow.Against against = row.against().get();
            number(json, "accuracy_change", against.accuracyChange());
            interval(json, "accuracy_change_interval", against.accuracyInterval());
            if (against.errorChange().isPresent()) {
                estimate(json, "mean_error_change", against.errorChange().get());
            }
            number(json, "speed", against.speed());
            json.writeStringField("gate", against.gate().outcome().name());
            json.writeStringField("gate_sentence", against.gate().sentence());
        }
        json.writeEndObject();
    }

    private static void estimate(JsonGenerator json, String name, Estimate estimate) throws IOException {
        number(json, name, estimate.value());
        interval(json, name + "_interval", estimate.interval());
    }

    private static void interval(JsonGenerator json, String name, Interval interval) throws IOException {
        json.writeArrayFieldStart(name);
        JsonText.number(json, interval.low());
        JsonText.number(json, interval.high());
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        JsonText.number(json, value);
    }
}
