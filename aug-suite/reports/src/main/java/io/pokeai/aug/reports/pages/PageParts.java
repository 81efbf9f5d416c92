package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.calibration.ReliabilityBin;
import io.pokeai.aug.evaluation.statistics.Interval;
import java.util.List;
import java.util.Locale;

/**
 * Pieces of HTML that several pages have.
 *
 * <p><b>Threads</b> stateless.
 */
public final class PageParts {
    private static final int BAR = 90;
    private static final int BAR_HEIGHT = 12;

    private PageParts() {}

    static void header(StringBuilder html, String title, String subtitle, String links) {
        header(
                html,
                title,
                subtitle,
                links,
                "Without scripts this page shows its tables; pictures and plots need them.");
    }

    /**
     * The top of a page, with links to its sections and the button for the colours.
     *
     * @param title and
     * @param subtitle HTML
     * @param links HTML
     * @param withoutScripts what a reader without scripts has to know, HTML
     */
    public static void header(StringBuilder html, String title, String subtitle, String links, String withoutScripts) {
        html.append("<header><div class=\"bar\"><h1>")
                .append(title)
                .append("</h1><p>")
                .append(subtitle);
        html.append(
                "</p><button type=\"button\" id=\"theme\" hidden>Theme: automatic</button></div><nav aria-label=\"Sections\">");
        html.append(links)
                .append("</nav></header>\n<noscript><p class=\"notice\">")
                .append(withoutScripts)
                .append("</p></noscript>\n");
    }

    /** The end of a page. */
    public static void footer(StringBuilder html) {
        html.append("<footer><p>Made by the PokeAI engine. This file needs no network; programs read its data from ")
                .append("<code>script#data</code> as JSON. Plots: uPlot (MIT).</p></footer>\n");
    }

    /** Sentences that a reader must not miss; they are escaped. */
    public static void notices(StringBuilder html, List<String> notices) {
        for (String notice : notices) {
            html.append("<p class=\"notice\">").append(Html.text(notice)).append("</p>\n");
        }
    }

    static void figures(StringBuilder html, List<Figure> figures) {
        if (figures.isEmpty()) {
            return;
        }
        html.append("<section id=\"figures\"><h2>Figures</h2><dl class=\"figures\">");
        for (Figure figure : figures) {
            html.append("<div><dt>").append(Html.text(figure.name())).append("</dt><dd><strong>");
            html.append(PageNumbers.of(figure)).append("</strong>");
            String interval = PageNumbers.interval(figure);
            if (!interval.isEmpty()) {
                html.append("<span class=\"interval\">").append(interval).append("</span>");
            }
            html.append("<span class=\"meaning\">")
                    .append(Html.text(figure.meaning()))
                    .append("</span></dd></div>\n");
        }
        html.append("</dl><p class=\"hint\">Ranges are 95 % intervals.</p></section>\n");
    }

    /** The controls and the place of a heat map; the script draws it. */
    static void heatMap(StringBuilder html, String id, String title) {
        html.append("<section id=\"")
                .append(id)
                .append("-section\"><h2>")
                .append(title)
                .append("</h2><p class=\"controls\">")
                .append("<label>Order <select id=\"")
                .append(id)
                .append("-order\"><option value=\"clustered\">confused classes ")
                .append("side by side</option><option value=\"alphabetical\">by name</option></select></label> ")
                .append("<label>Show <select id=\"")
                .append(id)
                .append("-rows\"></select></label></p>")
                .append("<p class=\"legend\" id=\"")
                .append(id)
                .append("-legend\"></p><p class=\"status\" id=\"")
                .append(id)
                .append("-status\" role=\"status\"></p><div class=\"scroll map\" id=\"")
                .append(id)
                .append("-scroll\"><canvas id=\"")
                .append(id)
                .append("\" tabindex=\"0\" role=\"img\" ")
                .append("aria-label=\"")
                .append(title)
                .append(": rows are true classes, columns answers. Arrow keys move, N and ")
                .append("P go to the next and previous error, Enter shows the pictures.\"></canvas></div></section>\n");
    }

    static void reliability(StringBuilder html, List<ReliabilityBin> bins) {
        html.append("<details><summary>Numbers</summary><div class=\"scroll\"><table><thead><tr><th>Confidence</th>")
                .append(
                        "<th class=\"n\">Pictures</th><th class=\"n\">Mean confidence</th><th class=\"n\">Accuracy</th>")
                .append("<th>95 % interval</th></tr></thead><tbody>");
        for (ReliabilityBin bin : bins) {
            html.append("<tr><td>")
                    .append(PageNumbers.share(bin.from()))
                    .append(" to ")
                    .append(PageNumbers.share(bin.to()));
            html.append("</td><td class=\"n\">")
                    .append(PageNumbers.count(bin.count()))
                    .append("</td>");
            html.append("<td class=\"n\">")
                    .append(PageNumbers.share(bin.confidence()))
                    .append("</td><td class=\"n\">");
            html.append(PageNumbers.share(bin.accuracy()))
                    .append("</td><td>")
                    .append(PageNumbers.interval(bin.interval()));
            html.append("</td></tr>\n");
        }
        html.append("</tbody></table></div></details>");
    }

    /** A bar from 0 to 1 with its interval, as a small drawing. */
    public static void intervalBar(StringBuilder html, double value, Interval interval) {
        html.append("<svg class=\"range\" viewBox=\"0 0 ")
                .append(BAR)
                .append(' ')
                .append(BAR_HEIGHT);
        html.append("\" width=\"")
                .append(BAR)
                .append("\" height=\"")
                .append(BAR_HEIGHT)
                .append("\" aria-hidden=\"true\">");
        html.append("<rect class=\"track\" x=\"0\" y=\"5\" width=\"")
                .append(BAR)
                .append("\" height=\"2\"/>");
        html.append("<rect class=\"span\" x=\"").append(place(interval.low())).append("\" y=\"4\" width=\"");
        html.append(place(Math.max(0.01, interval.high() - interval.low())))
                .append("\" height=\"4\"/><circle class=\"dot\" cx=\"");
        html.append(place(value)).append("\" cy=\"6\" r=\"3.5\"/></svg> ");
    }

    private static String place(double share) {
        return String.format(Locale.ROOT, "%.1f", share * BAR);
    }
}
