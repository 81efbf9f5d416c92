package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.engine.dataset.PictureRow;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A sample of every cell: one picture under every corruption at every severity, and what the first model answers. */
final class SampleSection implements PageSection {
    static final int SIDE = 72;

    private final ShownRun run;
    private final PictureUrls urls;

    SampleSection(ShownRun run, PictureUrls urls) {
        this.run = run;
        this.urls = urls;
    }

    /**
     * The picture: of those that count in every cell and that all models have right when clean, the middle one of the data set; else
     * of those that count in every cell; else of all.
     */
    int picture() {
        BitSet counted = new BitSet();
        counted.set(0, run.result().plan().pictures().size());
        run.result().cells().forEach(cell -> counted.and(cell.counted()));
        BitSet right = (BitSet) counted.clone();
        run.models().forEach(model -> run.clean(model).ifPresent(cell -> right.and(cell.right())));
        BitSet chosen = right.isEmpty() ? counted : right;
        int[] rows = chosen.stream().toArray();
        return rows.length == 0 ? 0 : rows[rows.length / 2];
    }

    @Override
    public String id() {
        return "samples";
    }

    @Override
    public String link() {
        return "Samples";
    }

    @Override
    public void write(StringBuilder html) {
        int row = picture();
        PictureRow picture = run.result().plan().pictures().row(row);
        html.append("<section id=\"samples\"><h2>A sample of every cell</h2><p>One picture (<b>")
                .append(ShownRun.name(picture.label()))
                .append("</b>, <bdi>")
                .append(Html.text(ShownRun.bounded(picture.path())))
                .append("</bdi>) as the models see it, and whether ")
                .append(ShownRun.name(run.models().get(0).title()))
                .append(" is right about it.</p><div class=\"sheet\">");
        sample(html, row, PlannedCorruption.CLEAN, 0, "clean");
        html.append("</div>");
        run.bySuite().forEach((suite, corruptions) -> suite(html, row, suite, corruptions));
        html.append("</section>\n");
    }

    private void suite(StringBuilder html, int row, String suite, List<PlannedCorruption> corruptions) {
        html.append("<h3>").append(suite).append("</h3>");
        boolean single = corruptions.stream()
                .allMatch(corruption -> corruption.severities().size() == 1);
        if (single) {
            html.append("<div class=\"sheet\">");
            corruptions.forEach(corruption ->
                    sample(html, row, corruption, corruption.severities().get(0), corruption.name()));
            html.append("</div>\n");
            return;
        }
        html.append("<div class=\"scroll fit\" tabindex=\"0\" role=\"region\" aria-label=\"Samples of ")
                .append(suite)
                .append("\"><table class=\"samples\"><thead><tr><th scope=\"col\">Corruption</th>");
        run.severities()
                .forEach(severity ->
                        html.append("<th scope=\"col\">").append(severity).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (PlannedCorruption corruption : corruptions) {
            html.append("<tr><th scope=\"row\">")
                    .append(ShownRun.name(corruption.name()))
                    .append("</th>");
            for (int severity : run.severities()) {
                html.append("<td>");
                if (corruption.severities().contains(severity)) {
                    sample(html, row, corruption, severity, "");
                }
                html.append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }

    private void sample(StringBuilder html, int row, PlannedCorruption corruption, int severity, String title) {
        html.append("<figure class=\"sample\">");
        String alt = corruption.name() + (severity > 0 ? ", severity " + severity : "");
        PictureHtml.write(html, urls.url(row, corruption, severity, SIDE), alt, SIDE);
        html.append("<figcaption>");
        if (!title.isEmpty()) {
            html.append(ShownRun.name(title)).append("<br>");
        }
        answer(html, row, run.models().get(0), corruption, severity);
        html.append("</figcaption></figure>");
    }

    private void answer(StringBuilder html, int row, TestedModel model, PlannedCorruption corruption, int severity) {
        Optional<FinishedCell> cell = run.cell(model, corruption.name(), severity);
        int answer = cell.map(known -> known.predicted(row)).orElse(FinishedCell.NO_ANSWER);
        if (answer == FinishedCell.NO_ANSWER) {
            html.append("–");
        } else if (cell.orElseThrow().right().get(row)) {
            html.append("✓ right");
        } else {
            html.append("<span class=\"wrong\">✗ ")
                    .append(ShownRun.name(model.identity().classes().get(answer)))
                    .append("</span>");
        }
    }
}
