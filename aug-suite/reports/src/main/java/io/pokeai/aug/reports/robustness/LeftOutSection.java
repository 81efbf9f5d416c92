package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.aug.reports.pages.PageNumbers;
import java.util.List;

/** The rows that do not count, and why. */
final class LeftOutSection implements PageSection {
    private static final int MOST = 200;

    private final List<LeftOutRow> rows;
    private final int most;

    /** @param most rows of the table */
    LeftOutSection(List<LeftOutRow> rows, int most) {
        this.rows = rows;
        this.most = Math.min(MOST, most);
    }

    @Override
    public String id() {
        return "left-out";
    }

    @Override
    public String link() {
        return "Left out";
    }

    @Override
    public void write(StringBuilder html) {
        html.append("<section id=\"left-out\"><h2>Left out</h2><p>")
                .append(PageNumbers.count(rows.size()))
                .append(rows.size() == 1 ? " row counts" : " rows count")
                .append(" in no figure of at least one model.");
        if (rows.size() > most) {
            html.append(" The first ").append(most).append("; <code>robustness.json</code> has all.");
        }
        html.append("</p>");
        TableText table =
                TableText.begin(html, "Rows that are left out", "short", "Picture", "Label", "Error", "Reason");
        rows.stream()
                .limit(most)
                .forEach(row -> table.row()
                        .name(row.path())
                        .name(row.label())
                        .text(row.code().name())
                        .name(row.reason())
                        .endRow());
        table.end();
        html.append("</section>\n");
    }
}
