package io.pokeai.demo.internal;

import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.reports.pages.HtmlPage;
import io.pokeai.aug.reports.pages.PageAsset;
import io.pokeai.aug.reports.pages.PageParts;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The loop as a page: each step with its command, its seconds and its files, and what to do next. */
final class LoopPage {
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;

    private LoopPage() {}

    /**
     * The text of the page.
     *
     * @param sheet a picture of all creatures, as PNG
     * @param next what to do next, as it can be typed
     */
    static String of(List<LoopStep> steps, byte[] sheet, List<String> next) {
        StringBuilder html = new StringBuilder();
        PageParts.header(
                html,
                "The whole loop",
                "from pictures to a small model that answers",
                "<a href=\"#steps\">Steps</a><a href=\"#next\">Next</a>",
                "Without scripts the colours follow the browser; everything is shown.");
        html.append(
                        "<main id=\"main\">\n<section id=\"pictures\"><h2>Pictures</h2><img alt=\"Creatures, a row for each kind\""
                                + " width=\"588\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(sheet))
                .append("\"></section>\n<section id=\"steps\"><h2>Steps</h2>\n");
        steps.forEach(step -> step(html, step));
        html.append(String.format(
                Locale.ROOT,
                "<p>All together: %.1f s.</p></section>%n<section id=\"next\"><h2>What to do next</h2>%n",
                steps.stream().mapToDouble(LoopStep::seconds).sum()));
        lines(html, next);
        html.append("</section></main>\n");
        PageParts.footer(html);
        return HtmlPage.of("The whole loop", html.toString(), "{}", List.of(PageAsset.COMMON));
    }

    private static void step(StringBuilder html, LoopStep step) {
        html.append("<h3>")
                .append(Html.text(step.done()))
                .append(String.format(Locale.ROOT, " <small>%.2f s</small></h3>%n", step.seconds()));
        step.command().ifPresent(typed -> lines(html, List.of("$ " + typed)));
        if (!step.said().isEmpty()) {
            lines(html, step.said());
        }
        if (!step.files().isEmpty() || step.log().isPresent()) {
            html.append("<details><summary>Files</summary><ul>\n");
            step.log()
                    .ifPresent(log -> html.append("<li>all that it said: ")
                            .append(link(log))
                            .append("</li>\n"));
            step.files()
                    .forEach(file -> html.append("<li>")
                            .append(link(file.path().toString()))
                            .append(", ")
                            .append(size(file.bytes()))
                            .append("</li>\n"));
            html.append("</ul></details>\n");
        }
    }

    private static void lines(StringBuilder html, List<String> lines) {
        html.append(lines.stream().map(Html::text).collect(Collectors.joining("\n", "<pre>", "</pre>\n")));
    }

    private static String link(String path) {
        return "<a href=\"" + Html.text(path) + "\">" + Html.text(path) + "</a>";
    }

    private static String size(long bytes) {
        return bytes < MEGA
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
                : String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }
}
