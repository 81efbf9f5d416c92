package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.compare.PairedComparison;
import io.pokeai.aug.reports.models.ComparedModel;
import io.pokeai.aug.reports.models.ModelComparison;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The page {@code compare.html}: the ranking of models, how sure it is, what they cost, and what two of them confuse.
 *
 * <p><b>Determinism</b> the same comparison gives the same bytes.<br>
 * <b>Threads</b> stateless.
 */
public final class ComparePage {
    private static final List<PageAsset> SCRIPTS =
            List.of(PageAsset.PLOTS, PageAsset.COMMON, PageAsset.HEAT_MAP, PageAsset.CHARTS, PageAsset.COMPARE);
    private static final int MOST_PAIRS = 300;
    private static final double DIFFERENCE_BAR = 120;

    private ComparePage() {}

    /** The page as UTF-8. */
    public static byte[] of(ModelComparison comparison) {
        CompareData data = new CompareData(comparison);
        StringBuilder html = new StringBuilder();
        boolean maps = !data.mapped().isEmpty();
        boolean costs = comparison.models().stream()
                .anyMatch(model -> model.cost().latencyMillis().isPresent()
                        || model.cost().bytes().isPresent());
        PageParts.header(
                html,
                "Comparison of models",
                PageNumbers.count(comparison.models().size())
                        + (comparison.models().size() == 1 ? " model" : " models"),
                "<a href=\"#ranking\">Ranking</a><a href=\"#differences\">Differences</a><a href=\"#costs\">Costs</a>"
                        + (maps ? "<a href=\"#maps\">Confusions</a>" : ""));
        html.append("<main id=\"main\">\n");
        PageParts.notices(html, comparison.remarks());
        ranking(html, comparison);
        differences(html, comparison);
        costs(html, costs);
        if (maps) {
            maps(html, data.mapped());
        }
        html.append("</main>\n");
        PageParts.footer(html);
        return HtmlPage.of("Comparison of models", html.toString(), data.json(), SCRIPTS)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void ranking(StringBuilder html, ModelComparison comparison) {
        html.append("<section id=\"ranking\"><h2>Ranking</h2>");
        comparison.ranking().stream()
                .findFirst()
                .ifPresent(first -> html.append("<p class=\"verdict\">")
                        .append(Html.text(first.verdict()))
                        .append("</p>"));
        html.append("<div class=\"scroll tall\" tabindex=\"0\" role=\"region\" aria-label=\"Models\">")
                .append(
                        "<table class=\"sortable\" id=\"model-table\"><thead><tr><th>Model</th><th class=\"n\">Test accuracy</th>")
                .append("<th>95 % interval</th><th class=\"n\">Macro F1</th><th class=\"n\">Macro precision</th>")
                .append(
                        "<th class=\"n\">Pictures</th><th class=\"n\">Latency</th><th class=\"n\">Size</th></tr></thead><tbody>");
        for (ComparedModel model : comparison.models()) {
            html.append("<tr><td>").append(Html.name(model.name())).append("</td>");
            cell(
                    html,
                    model.means().accuracy(),
                    PageNumbers.number(model.means().accuracy()));
            interval(html, model);
            cell(html, model.means().f1(), PageNumbers.number(model.means().f1()));
            cell(
                    html,
                    model.means().precision(),
                    PageNumbers.number(model.means().precision()));
            int pictures = model.answers().map(rows -> rows.rows()).orElse(-1);
            cell(html, pictures, pictures < 0 ? "–" : PageNumbers.count(pictures));
            double latency = model.cost().latencyMillis().orElse(Double.NaN);
            cell(html, latency, Double.isNaN(latency) ? "–" : String.format(Locale.ROOT, "%.1f ms", latency));
            double bytes = model.cost().bytes().orElse(Double.NaN);
            cell(html, bytes, Double.isNaN(bytes) ? "–" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div></section>\n");
    }

    private static void cell(StringBuilder html, double value, String text) {
        html.append("<td class=\"n\" data-value=\"").append(Double.isNaN(value) ? "-1" : String.valueOf(value));
        html.append("\">").append(text).append("</td>");
    }

    private static void interval(StringBuilder html, ComparedModel model) {
        html.append("<td class=\"nowrap\" data-value=\"");
        model.accuracyInterval()
                .ifPresentOrElse(
                        interval -> {
                            html.append(interval.low()).append("\">");
                            PageParts.intervalBar(html, model.means().accuracy(), interval);
                            html.append(PageNumbers.interval(interval));
                        },
                        () -> html.append("-1\">–"));
        html.append("</td>");
    }

    private static void differences(StringBuilder html, ModelComparison comparison) {
        html.append("<section id=\"differences\"><h2>Is it really better?</h2>");
        if (comparison.pairs().isEmpty()) {
            html.append(
                            "<p>No two models have predictions for the same test rows, so their accuracies cannot be compared ")
                    .append("picture by picture. <code>pokeai evaluate</code> writes the predictions.</p></section>\n");
            return;
        }
        html.append(
                        "<p>Two models on the same pictures: only pictures that one of them has right and the other has not ")
                .append(
                        "count. A difference is decisive when its 95 % interval (Tango) leaves out 0 and McNemar's exact p, ")
                .append("adjusted for all pairs (Holm), is at most 0.05.</p><div class=\"scroll tall\" tabindex=\"0\" ")
                .append(
                        "role=\"region\" aria-label=\"Differences\"><table class=\"sortable\"><thead><tr><th>Model</th>")
                .append("<th>Compared with</th><th class=\"n\">Difference</th><th>95 % interval, points</th>")
                .append("<th class=\"n\">First only</th><th class=\"n\">Second only</th><th class=\"n\">p</th>")
                .append("<th class=\"n\">p, adjusted</th><th>Decisive</th></tr></thead><tbody>");
        double widest = comparison.pairs().stream()
                .mapToDouble(pair -> Math.max(
                        Math.abs(pair.interval().low()),
                        Math.abs(pair.interval().high())))
                .max()
                .orElse(1);
        List<PairedComparison> shown = comparison
                .pairs()
                .subList(0, Math.min(MOST_PAIRS, comparison.pairs().size()));
        for (PairedComparison pair : shown) {
            html.append("<tr><td>").append(Html.name(pair.first())).append("</td><td>");
            html.append(Html.name(pair.second())).append("</td>");
            cell(html, pair.difference(), points(pair.difference()));
            html.append("<td class=\"nowrap\" data-value=\"")
                    .append(pair.interval().low())
                    .append("\">");
            differenceBar(html, pair, Math.max(widest, 1e-6));
            html.append(points(pair.interval().low())).append(" to ");
            html.append(points(pair.interval().high())).append("</td>");
            cell(html, pair.rows().onlyFirst(), PageNumbers.count(pair.rows().onlyFirst()));
            cell(html, pair.rows().onlySecond(), PageNumbers.count(pair.rows().onlySecond()));
            cell(html, pair.exactP(), p(pair.exactP()));
            cell(html, pair.adjustedP(), p(pair.adjustedP()));
            html.append("<td>").append(pair.decisive() ? "yes" : "not decisive").append("</td></tr>\n");
        }
        html.append("</tbody></table></div>");
        if (shown.size() < comparison.pairs().size()) {
            html.append("<p class=\"hint\">The first ").append(shown.size()).append(" of ");
            html.append(PageNumbers.count(comparison.pairs().size())).append(" pairs.</p>");
        }
        html.append("</section>\n");
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f", share * 100);
    }

    private static String p(double value) {
        return value < 0.001 ? "&lt; 0.001" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Zero in the middle. */
    private static void differenceBar(StringBuilder html, PairedComparison pair, double widest) {
        double half = DIFFERENCE_BAR / 2;
        String low = place(half + pair.interval().low() / widest * (half - 4));
        double width = (pair.interval().high() - pair.interval().low()) / widest * (half - 4);
        html.append("<svg class=\"range\" viewBox=\"0 0 120 12\" width=\"120\" height=\"12\" aria-hidden=\"true\">")
                .append("<rect class=\"track\" x=\"0\" y=\"5\" width=\"120\" height=\"2\"/><rect class=\"span\" x=\"");
        html.append(low)
                .append("\" y=\"4\" width=\"")
                .append(place(Math.max(1, width)))
                .append("\" height=\"4\"/>");
        html.append("<rect class=\"zero\" x=\"59.5\" y=\"0\" width=\"1\" height=\"12\"/><circle class=\"dot\" cx=\"");
        html.append(place(half + pair.difference() / widest * (half - 4))).append("\" cy=\"6\" r=\"3.5\"/></svg> ");
    }

    private static String place(double x) {
        return String.format(Locale.ROOT, "%.1f", x);
    }

    private static void costs(StringBuilder html, boolean known) {
        html.append("<section id=\"costs\"><h2>What does accuracy cost?</h2>");
        if (known) {
            html.append(
                            "<p>Models on the line: no other one is both cheaper and more accurate.</p><div class=\"chart\" ")
                    .append(
                            "id=\"latency-chart\" role=\"img\" aria-label=\"Accuracy over latency\"></div><div class=\"chart\" ")
                    .append("id=\"size-chart\" role=\"img\" aria-label=\"Accuracy over size\"></div>");
        } else {
            html.append(
                    "<p>No latency and no size is known of these models: no <code>evaluation_*.json</code> has them.</p>");
        }
        html.append("</section>\n");
    }

    private static void maps(StringBuilder html, List<ComparedModel> models) {
        html.append("<section id=\"maps\"><h2>What do they confuse?</h2><div class=\"pair\">");
        for (int side = 0; side < 2; side++) {
            String id = side == 0 ? "left" : "right";
            html.append("<div><p><label>Model <select id=\"").append(id).append("-model\">");
            int chosen = Math.min(side, models.size() - 1);
            for (int i = 0; i < models.size(); i++) {
                html.append("<option value=\"")
                        .append(i)
                        .append('"')
                        .append(i == chosen ? " selected" : "")
                        .append('>');
                html.append(Html.text(models.get(i).name())).append("</option>");
            }
            html.append("</select></label></p>");
            PageParts.heatMap(html, id, side == 0 ? "First model" : "Second model");
            html.append("</div>");
        }
        html.append("</div><h2>Where they differ most</h2><div class=\"scroll short\" tabindex=\"0\" role=\"region\" ")
                .append("aria-label=\"Confusions that differ\"><table><thead><tr><th>True class</th><th>Answer</th>")
                .append("<th class=\"n\" id=\"left-name\"></th><th class=\"n\" id=\"right-name\"></th></tr></thead>")
                .append("<tbody id=\"difference-rows\"></tbody></table></div></section>\n");
    }
}
