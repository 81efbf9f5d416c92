package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.pages.DataParts;
import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.reports.pages.HtmlPage;
import io.pokeai.aug.reports.pages.JsonText;
import io.pokeai.aug.reports.pages.PageAsset;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.reports.pages.PageParts;
import io.pokeai.aug.reports.pages.Thumbnail;
import io.pokeai.aug.reports.robustness.GateContent.ComparedCell;
import io.pokeai.engine.api.Image;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The page {@code gate.html}: a verdict, the cells behind it, and the pictures behind these.
 *
 * <p><b>Size</b> at most {@value #MOST_BYTES} bytes.<br>
 * <b>Determinism</b> the same content gives the same bytes.<br>
 * <b>Threads</b> stateless.
 */
public final class GatePage {
    /** A page is never larger. */
    public static final int MOST_BYTES = 10_000_000;

    private static final int MOST_ROWS = 1000;
    private static final int SIDE = 112;
    private static final double BAR = 140;
    private static final double POINTS = 100;

    private GatePage() {}

    /** The page as UTF-8. */
    public static byte[] of(GateContent content) {
        byte[] page = page(content).getBytes(StandardCharsets.UTF_8);
        return page.length <= MOST_BYTES
                ? page
                : page(content.withBroken(List.of())).getBytes(StandardCharsets.UTF_8);
    }

    private static String page(GateContent content) {
        StringBuilder html = new StringBuilder();
        PageParts.header(
                html,
                "Gate",
                "may " + ShownRun.name(content.candidate()) + " replace " + ShownRun.name(content.baseline()) + "?",
                "<a href=\"#verdict\">Verdict</a><a href=\"#cells\">Cells</a>"
                        + (content.broken().isEmpty() ? "" : "<a href=\"#broken\">Pictures</a>"),
                "Without scripts the table cannot be sorted; everything is shown.");
        html.append("<main id=\"main\">\n");
        PageParts.notices(html, content.notices());
        verdict(html, content);
        cells(html, content);
        broken(html, content);
        html.append("</main>\n");
        PageParts.footer(html);
        return HtmlPage.of("Gate: " + content.outcome(), html.toString(), json(content), List.of(PageAsset.COMMON));
    }

    private static void verdict(StringBuilder html, GateContent content) {
        html.append("<section id=\"verdict\"><h2 class=\"outcome ")
                .append(content.outcome().name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(content.outcome())
                .append("</h2><p class=\"verdict\">")
                .append(Html.text(content.sentence()))
                .append("</p><p>")
                .append(Html.text(content.limit()))
                .append("</p><p class=\"hint\">Margin ")
                .append(TableText.points(content.terms().margin()))
                .append(" points, error probability ")
                .append(content.terms().alpha())
                .append(", seed ")
                .append(content.terms().draws().seed())
                .append(", ")
                .append(PageNumbers.count(content.pictures()))
                .append(content.pictures() == 1 ? " picture" : " pictures")
                .append(content.sequential() ? " until the verdict was certain" : "")
                .append(".</p></section>\n");
    }

    private static void cells(StringBuilder html, GateContent content) {
        html.append(
                        "<section id=\"cells\"><h2>Each cell</h2><p><b>Drop</b> is the accuracy of the baseline minus that of the candidate,")
                .append(
                        " in points: above 0 the candidate is worse. <b>Broken</b>: only the baseline is right. <b>Mended</b>: only the")
                .append(" candidate is.")
                .append(
                        content.sequential()
                                ? " The drop exaggerates, because the gate stopped early."
                                : " Bounds are Tango's; the dashed line is the margin.")
                .append("</p>");
        double widest = content.cells().stream()
                .mapToDouble(cell -> Math.max(
                        Math.abs(cell.drop()),
                        cell.bounds()
                                .map(bounds -> Math.max(Math.abs(bounds.low()), Math.abs(bounds.high())))
                                .orElse(0.0)))
                .max()
                .orElse(0);
        double scale = Math.max(widest, content.terms().margin());
        TableText table = TableText.begin(
                html,
                "Cells",
                "tall",
                "Cell",
                "#Drop",
                content.sequential() ? "Drop, drawn" : "Bounds",
                "#Broken",
                "#Mended",
                content.sequential() ? "#Evidence" : "#p by max-T and Holm",
                "Verdict");
        content.cells().stream().limit(MOST_ROWS).forEach(cell -> {
            table.row().name(cell.cell().toString());
            table.number(cell.drop(), String.format(Locale.ROOT, "%.2f", cell.drop() * POINTS + 0.0));
            table.text(bar(cell, scale, content.terms().margin()));
            table.count(cell.onlyBaseline()).count(cell.onlyCandidate());
            table.number(0, Html.text(cell.evidence()));
            table.text(cell.worse() ? "<span class=\"worse\">worse</span>" : "not shown to be worse")
                    .endRow();
        });
        table.end();
        if (content.cells().size() > MOST_ROWS) {
            html.append("<p class=\"hint\">The first ").append(MOST_ROWS).append(" of ");
            html.append(PageNumbers.count(content.cells().size())).append("; <code>gate.json</code> has all.</p>");
        }
        html.append("</section>\n");
    }

    /** Zero in the middle, the margin as a dashed line. */
    private static String bar(ComparedCell cell, double scale, double margin) {
        StringBuilder svg = new StringBuilder(
                "<svg class=\"range\" viewBox=\"0 0 140 14\" width=\"140\" height=\"14\" aria-hidden=\"true\">"
                        + "<rect class=\"track\" x=\"0\" y=\"6\" width=\"140\" height=\"2\"/>");
        cell.bounds().ifPresent(bounds -> {
            double low = place(bounds.low(), scale);
            svg.append("<rect class=\"span\" x=\"").append(text(low)).append("\" y=\"5\" width=\"");
            svg.append(text(Math.max(1, place(bounds.high(), scale) - low))).append("\" height=\"4\"/>");
        });
        svg.append("<rect class=\"zero\" x=\"69.5\" y=\"0\" width=\"1\" height=\"14\"/><line class=\"edge\" x1=\"");
        svg.append(text(place(margin, scale))).append("\" x2=\"").append(text(place(margin, scale)));
        svg.append("\" y1=\"0\" y2=\"14\"/><circle class=\"dot\" cx=\"").append(text(place(cell.drop(), scale)));
        svg.append("\" cy=\"7\" r=\"3.5\"/></svg>");
        return svg + cell.bounds().map(GatePage::points).orElse("");
    }

    private static String points(Interval bounds) {
        return String.format(Locale.ROOT, "%.2f to %.2f", bounds.low() * POINTS + 0.0, bounds.high() * POINTS + 0.0);
    }

    private static double place(double drop, double scale) {
        return BAR / 2 + drop / scale * (BAR / 2 - 5);
    }

    private static String text(double x) {
        return String.format(Locale.ROOT, "%.1f", x);
    }

    private static void broken(StringBuilder html, GateContent content) {
        if (content.broken().isEmpty()) {
            return;
        }
        html.append(
                        "<section id=\"broken\"><h2>What the candidate broke</h2><p>Pictures that only the baseline has right, clean")
                .append(" and corrupted, as the candidate saw them.</p>");
        for (BrokenCell cell : content.broken()) {
            html.append("<h3>").append(ShownRun.name(cell.cell().toString())).append("</h3>");
            if (cell.pictures().size() < cell.total()) {
                html.append("<p class=\"hint\">")
                        .append(cell.pictures().size())
                        .append(" of ")
                        .append(PageNumbers.count(cell.total()))
                        .append(
                                ", those first that are broken in the most of these cells; <code>gate.json</code> has the rows of")
                        .append(" all.</p>");
            }
            html.append("<div class=\"cards twice\">");
            cell.pictures().forEach(picture -> card(html, cell, picture));
            html.append("</div>\n");
        }
        html.append("</section>\n");
    }

    private static void card(StringBuilder html, BrokenCell cell, BrokenCell.Picture picture) {
        String path = ShownRun.bounded(picture.path());
        html.append("<figure class=\"card\">");
        if (picture.clean().isPresent() || picture.corrupted().isPresent()) {
            html.append("<div class=\"frames\"><div class=\"frame\">");
            PictureHtml.write(html, url(picture.clean()), "clean: " + path, SIDE);
            html.append("</div>");
            if (cell.cell().severity() > 0) {
                html.append("<div class=\"frame\">");
                PictureHtml.write(html, url(picture.corrupted()), cell.cell() + ": " + path, SIDE);
                html.append("</div>");
            }
            html.append("</div>");
        }
        html.append("<figcaption><div><b>")
                .append(ShownRun.name(picture.label()))
                .append("</b></div><div>baseline: ");
        html.append(ShownRun.name(picture.baseline())).append("</div><div>candidate: <span class=\"wrong\">");
        html.append(ShownRun.name(picture.candidate())).append("</span></div><span class=\"path\" dir=\"auto\">");
        html.append(Html.text(path)).append("</span></figcaption></figure>\n");
    }

    private static Optional<String> url(Optional<Image> image) {
        return image.map(picture -> Thumbnail.url(picture, SIDE));
    }

    private static String json(GateContent content) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("schema", "pokeai-gate-1");
            json.writeStringField("outcome", content.outcome().name());
            json.writeStringField("sentence", content.sentence());
            json.writeArrayFieldStart("cells");
            for (ComparedCell cell : content.cells()) {
                json.writeStartObject();
                json.writeStringField("cell", cell.cell().toString());
                json.writeNumberField("only_baseline", cell.onlyBaseline());
                json.writeNumberField("only_candidate", cell.onlyCandidate());
                json.writeFieldName("drop");
                JsonText.number(json, cell.drop());
                json.writeFieldName("bounds");
                DataParts.numbers(
                        json,
                        cell.bounds().map(Interval::low).orElse(Double.NaN),
                        cell.bounds().map(Interval::high).orElse(Double.NaN));
                json.writeBooleanField("worse", cell.worse());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
