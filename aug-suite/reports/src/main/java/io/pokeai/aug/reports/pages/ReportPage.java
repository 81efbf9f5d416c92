package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.scores.Answers;
import io.pokeai.aug.evaluation.scores.ConfusedPair;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * The page {@code report_<model>.html}: figures, confusions with their pictures, classes, reliability, worst mistakes,
 * suspicious labels.
 *
 * <p><b>Size</b> at most {@value #MOST_BYTES} bytes: at most 500 thumbnails, and as many mistakes as fit; the rest is in
 * the CSV files beside it, and the page says so.<br>
 * <b>Determinism</b> the same content gives the same bytes.<br>
 * <b>Threads</b> stateless.
 */
public final class ReportPage {
    /** A page is never larger. */
    public static final int MOST_BYTES = 10_000_000;

    static final int MOST_PAIRS = 100;

    private static final long MOST_ROW_BYTES = 3_000_000;
    private static final long MOST_THUMBNAIL_BYTES = 4_000_000;
    private static final List<PageAsset> SCRIPTS =
            List.of(PageAsset.PLOTS, PageAsset.COMMON, PageAsset.HEAT_MAP, PageAsset.CHARTS, PageAsset.REPORT);

    private ReportPage() {}

    /** The page as UTF-8. */
    public static byte[] of(ReportContent content) {
        ConfusionMatrix matrix = content.predictions().confusion();
        List<ConfusedPair> pairs = ConfusedPair.of(Answers.of(content.predictions()));
        for (long part = 1; ; part *= 4) {
            byte[] page = page(content, matrix, pairs, MOST_ROW_BYTES / part, MOST_THUMBNAIL_BYTES / part)
                    .getBytes(StandardCharsets.UTF_8);
            // Very many or very long class names leave less room for rows and pictures. Without those the page cannot
            // become smaller.
            if (page.length <= MOST_BYTES || part > MOST_THUMBNAIL_BYTES) {
                return page;
            }
        }
    }

    private static String page(
            ReportContent content,
            ConfusionMatrix matrix,
            List<ConfusedPair> pairs,
            long rowBytes,
            long thumbnailBytes) {
        ListedRows rows = ListedRows.of(content.predictions(), rowBytes);
        ReportData data = new ReportData(content, matrix, rows, pairs, thumbnailBytes);
        return HtmlPage.of(
                "Evaluation of " + content.predictions().model(),
                body(content, matrix, rows, pairs),
                data.json(),
                SCRIPTS);
    }

    private static String body(
            ReportContent content, ConfusionMatrix matrix, ListedRows rows, List<ConfusedPair> pairs) {
        Predictions predictions = content.predictions();
        StringBuilder html = new StringBuilder();
        PageParts.header(
                html,
                Html.name(predictions.model()),
                PageNumbers.count(predictions.size()) + (predictions.size() == 1 ? " picture, " : " pictures, ")
                        + PageNumbers.count(predictions.classes().size()) + " classes",
                sections(content));
        html.append("<main id=\"main\">\n");
        PageParts.notices(html, content.notices());
        PageParts.figures(html, content.figures());
        pairs(html, predictions.classes(), pairs);
        PageParts.heatMap(html, "map", "Confusion matrix");
        html.append(
                        "<section id=\"pictures\" tabindex=\"-1\" aria-labelledby=\"pictures-title\"><h2 id=\"pictures-title\">")
                .append(
                        "Pictures of a confusion</h2><p class=\"hint\" id=\"pictures-hint\">Choose a pair above or a cell of ")
                .append("the matrix: its pictures appear here.</p><div class=\"cards\" id=\"picture-cards\"></div>")
                .append("<button type=\"button\" id=\"more-pictures\" hidden>Show more</button></section>\n");
        classes(html, content, new ClassScores(matrix));
        if (!content.reliability().isEmpty()) {
            html.append(
                            "<section id=\"reliability\"><h2>Is its confidence right?</h2><p>Points on the dashed line are as ")
                    .append("often right as they are confident. Below: the number of pictures at each point.</p>")
                    .append("<div class=\"chart\" id=\"reliability-chart\" role=\"img\" aria-label=\"Accuracy over ")
                    .append("confidence; the table below has its numbers\"></div>")
                    .append("<div class=\"chart\" id=\"confidence-counts\" role=\"img\" aria-label=\"Pictures over ")
                    .append("confidence\"></div>");
            PageParts.reliability(html, content.reliability());
            html.append("</section>\n");
        }
        if (!content.risk().isEmpty()) {
            html.append(
                            "<section id=\"risk\"><h2>What if only confident answers count?</h2><p>The share of wrong answers ")
                    .append("among the most confident ones.</p><div class=\"chart\" id=\"risk-chart\" role=\"img\" ")
                    .append("aria-label=\"Error rate over coverage\"></div></section>\n");
        }
        html.append("<section id=\"mistakes\"><h2>Worst mistakes</h2><p>Wrong answers, the most confident first.");
        if (rows.mistakes().size() < rows.allMistakes()) {
            html.append(" This page holds ")
                    .append(PageNumbers.count(rows.mistakes().size()))
                    .append(" of ")
                    .append(PageNumbers.count(rows.allMistakes()))
                    .append("; <code>test_predictions_*.csv</code> has all.");
        }
        html.append("</p><div class=\"cards\" id=\"mistake-cards\"></div>")
                .append("<button type=\"button\" id=\"more-mistakes\" hidden>Show more</button></section>\n");
        if (!content.issues().isEmpty()) {
            html.append(
                            "<section id=\"issues\"><h2>Labels that may be wrong</h2><p>Pictures whose label the model finds ")
                    .append("unlikely, though it never trained on them; the most suspicious first. ")
                    .append(PageNumbers.count(content.issues().size()))
                    .append(" in all.</p><div class=\"cards\" id=\"issue-cards\"></div>")
                    .append("<button type=\"button\" id=\"more-issues\" hidden>Show more</button></section>\n");
        }
        html.append("</main>\n");
        PageParts.footer(html);
        return html.toString();
    }

    private static String sections(ReportContent content) {
        StringBuilder links = new StringBuilder();
        link(links, !content.figures().isEmpty(), "figures", "Figures");
        link(links, true, "pairs", "Confusions");
        link(links, true, "classes", "Classes");
        link(links, !content.reliability().isEmpty(), "reliability", "Reliability");
        link(links, true, "mistakes", "Mistakes");
        link(links, !content.issues().isEmpty(), "issues", "Labels");
        return links.toString();
    }

    private static void link(StringBuilder links, boolean there, String id, String name) {
        if (there) {
            links.append("<a href=\"#").append(id).append("\">").append(name).append("</a>");
        }
    }

    private static void pairs(StringBuilder html, List<String> classes, List<ConfusedPair> pairs) {
        html.append("<section id=\"pairs\"><h2>Most confused pairs</h2>");
        if (pairs.isEmpty()) {
            html.append("<p>Every answer is right.</p></section>\n");
            return;
        }
        int shown = Math.min(MOST_PAIRS, pairs.size());
        html.append("<p>")
                .append(PageNumbers.count(pairs.size()))
                .append(pairs.size() == 1 ? " pair of classes is confused" : " pairs of classes are confused")
                .append(shown < pairs.size() ? "; the " + shown + " most frequent ones:" : ":")
                .append(
                        "</p><div class=\"scroll short\" tabindex=\"0\" role=\"region\" aria-label=\"Most confused pairs\">")
                .append("<table class=\"sortable\" id=\"pairs-table\"><thead><tr><th>True class</th><th>Answer</th>")
                .append(
                        "<th class=\"n\">Pictures</th><th class=\"n\">Of the class</th><th class=\"plain\">Examples</th></tr></thead><tbody>");
        for (ConfusedPair pair : pairs.subList(0, shown)) {
            html.append("<tr data-truth=\"").append(pair.truth());
            html.append("\" data-predicted=\"").append(pair.predicted()).append("\"><td>");
            html.append(Html.name(classes.get(pair.truth()))).append("</td><td>");
            html.append(Html.name(classes.get(pair.predicted()))).append("</td><td class=\"n\" data-value=\"");
            html.append(pair.count()).append("\">").append(PageNumbers.count(pair.count()));
            html.append("</td><td class=\"n\" data-value=\"")
                    .append(pair.share())
                    .append("\">");
            html.append(PageNumbers.share(pair.share()))
                    .append("</td><td><button type=\"button\" class=\"show\">Show</button></td></tr>\n");
        }
        html.append("</tbody></table></div></section>\n");
    }

    private static void classes(StringBuilder html, ReportContent content, ClassScores scores) {
        html.append(
                        "<section id=\"classes\"><h2>Classes</h2><p><label>Filter <input type=\"search\" id=\"class-filter\" ")
                .append("autocomplete=\"off\"></label> <span id=\"class-count\" role=\"status\"></span></p>")
                .append("<div class=\"scroll tall\" tabindex=\"0\" role=\"region\" aria-label=\"Classes\">")
                .append(
                        "<table class=\"sortable\" id=\"class-table\"><thead><tr><th>Class</th><th class=\"n\">Pictures</th>")
                .append("<th class=\"n\">Recall</th><th>95 % interval</th><th class=\"n\">Precision</th>")
                .append("<th class=\"n\">F1</th><th>Most often taken for</th></tr></thead><tbody>");
        List<String> names = content.predictions().classes();
        for (int k = 0; k < names.size(); k++) {
            ClassScores.Scores own = scores.of(k);
            html.append("<tr><td>").append(Html.name(names.get(k))).append("</td>");
            cell(html, own.support(), PageNumbers.count(own.support()));
            cell(html, own.recall(), own.support() == 0 ? "–" : PageNumbers.share(own.recall()));
            interval(html, scores.matrix(), k);
            cell(html, own.precision(), PageNumbers.share(own.precision()));
            cell(html, own.f1(), PageNumbers.share(own.f1()));
            html.append("<td>").append(takenFor(scores.matrix(), k)).append("</td></tr>\n");
        }
        html.append("</tbody></table></div></section>\n");
    }

    private static void cell(StringBuilder html, double value, String text) {
        html.append("<td class=\"n\" data-value=\"")
                .append(PageNumbers.number(value))
                .append("\">");
        html.append(text).append("</td>");
    }

    private static void interval(StringBuilder html, ConfusionMatrix matrix, int k) {
        if (matrix.support(k) == 0) {
            html.append("<td data-value=\"-1\">–</td>");
            return;
        }
        Proportion recall = new Proportion(matrix.count(k, k), matrix.support(k));
        Interval interval = recall.wilson();
        html.append("<td class=\"nowrap\" data-value=\"")
                .append(PageNumbers.number(interval.low()))
                .append("\">");
        PageParts.intervalBar(html, recall.value(), interval);
        html.append(PageNumbers.interval(interval)).append("</td>");
    }

    private static String takenFor(ConfusionMatrix matrix, int truth) {
        OptionalInt top = matrix.topConfusion(truth);
        if (top.isEmpty()) {
            return "";
        }
        int worst = top.getAsInt();
        return "<button type=\"button\" class=\"link show\" data-truth=\"" + truth + "\" data-predicted=\"" + worst
                + "\">" + Html.name(matrix.classes().get(worst)) + "</button> ("
                + PageNumbers.count(matrix.count(truth, worst)) + ")";
    }
}
