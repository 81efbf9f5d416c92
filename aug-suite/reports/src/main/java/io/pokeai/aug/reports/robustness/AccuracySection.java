package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The accuracy of each cell, as a table whose cells are coloured; one table for each model, of which scripts show one. */
final class AccuracySection implements PageSection {
    private static final int STEPS = 10;

    private final ShownRun run;

    AccuracySection(ShownRun run) {
        this.run = run;
    }

    @Override
    public String id() {
        return "accuracy";
    }

    @Override
    public String link() {
        return "Accuracy";
    }

    @Override
    public void write(StringBuilder html) {
        html.append("<section id=\"accuracy\"><h2>Accuracy under each corruption</h2>")
                .append(
                        "<p>The share of right answers, in percent. Columns are severities; the darker a cell, the more is right.")
                .append(" <b>Mean</b> is over the severities of the row.</p>");
        controls(html);
        for (int model = 0; model < run.models().size(); model++) {
            table(html, model);
        }
        html.append("<div id=\"difference\" hidden></div></section>\n");
    }

    private void controls(StringBuilder html) {
        if (run.models().size() < 2) {
            return;
        }
        html.append("<p class=\"controls\" id=\"map-controls\" hidden><label>Model <select id=\"map-model\">");
        options(html);
        html.append("</select></label> <label>Difference to <select id=\"map-other\"><option value=\"\">–</option>");
        options(html);
        html.append("</select></label></p>");
    }

    private void options(StringBuilder html) {
        for (int model = 0; model < run.models().size(); model++) {
            html.append("<option value=\"")
                    .append(model)
                    .append("\">")
                    .append(Html.text(ShownRun.bounded(run.models().get(model).title())))
                    .append("</option>");
        }
    }

    private void table(StringBuilder html, int index) {
        TestedModel model = run.models().get(index);
        html.append("<div class=\"model-map\" data-model=\"").append(index).append("\">");
        if (run.models().size() > 1) {
            html.append("<h3>").append(ShownRun.name(model.title())).append("</h3>");
        }
        html.append("<div class=\"scroll fit\" tabindex=\"0\" role=\"region\" aria-label=\"Accuracy of ")
                .append(Html.text(ShownRun.bounded(model.title())))
                .append("\"><table class=\"heat\"><thead><tr><th scope=\"col\">Corruption</th>");
        run.severities()
                .forEach(severity -> html.append("<th scope=\"col\" class=\"n\">")
                        .append(severity)
                        .append("</th>"));
        html.append(
                "<th scope=\"col\" class=\"n\">Mean</th></tr></thead><tbody><tr><th scope=\"row\">clean pictures</th>");
        run.severities().forEach(severity -> html.append("<td></td>"));
        Optional<FinishedCell> clean = run.clean(model);
        clean.ifPresentOrElse(cell -> cell(html, cell), () -> html.append("<td></td>"));
        html.append("</tr>");
        run.bySuite().forEach((suite, corruptions) -> {
            html.append("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"")
                    .append(run.severities().size() + 2)
                    .append("\">")
                    .append(suite)
                    .append("</th></tr>\n");
            corruptions.forEach(corruption -> row(html, model, corruption));
        });
        html.append("</tbody></table></div></div>\n");
    }

    private void row(StringBuilder html, TestedModel model, PlannedCorruption corruption) {
        html.append("<tr><th scope=\"row\">")
                .append(ShownRun.name(corruption.name()))
                .append("</th>");
        for (int severity : run.severities()) {
            run.cell(model, corruption.name(), severity)
                    .ifPresentOrElse(cell -> cell(html, cell), () -> html.append("<td></td>"));
        }
        OptionalDouble mean = run.mean(model, corruption);
        shade(html, mean.orElse(Double.NaN), "");
        html.append("</tr>\n");
    }

    private static void cell(StringBuilder html, FinishedCell cell) {
        Proportion share = new Proportion(cell.correct(), cell.pictures());
        shade(
                html,
                cell.pictures() == 0 ? Double.NaN : share.value(),
                cell.pictures() == 0
                        ? ""
                        : PageNumbers.count(cell.correct()) + " of " + PageNumbers.count(cell.pictures())
                                + " right; 95 %: " + PageNumbers.interval(share.wilson()));
    }

    private static void shade(StringBuilder html, double share, String title) {
        if (Double.isNaN(share)) {
            html.append("<td class=\"n\">–</td>");
            return;
        }
        html.append("<td class=\"n h").append(Math.round(share * STEPS)).append('"');
        if (!title.isEmpty()) {
            html.append(" title=\"").append(title).append('"');
        }
        html.append('>').append(String.format(Locale.ROOT, "%.1f", 100 * share)).append("</td>");
    }
}
