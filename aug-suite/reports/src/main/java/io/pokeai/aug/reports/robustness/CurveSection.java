package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.robustness.PlannedCorruption;
import java.util.List;
import java.util.Map;

/** Accuracy over severity, of a suite or of one corruption; scripts draw it from the data of the page. */
final class CurveSection implements PageSection {
    private final ShownRun run;

    CurveSection(ShownRun run) {
        this.run = run;
    }

    /** Whether there is a curve: some corruption at two severities. */
    static boolean isThere(ShownRun run) {
        return run.corruptions().stream()
                .anyMatch(corruption -> corruption.severities().size() > 1);
    }

    @Override
    public String id() {
        return "curves";
    }

    @Override
    public String link() {
        return "Severity";
    }

    @Override
    public void write(StringBuilder html) {
        html.append("<section id=\"curves\"><h2>Accuracy over severity</h2>")
                .append(
                        "<p>Severity 0 is the clean picture. Bars are 95 % intervals (Wilson); a mean over a suite, of those of its corruptions")
                .append(" that count in means, has none here.")
                .append(" The table above has the numbers.</p>")
                .append("<p class=\"controls\" id=\"curve-controls\" hidden><label>Show <select id=\"curve-of\">");
        for (Map.Entry<String, List<PlannedCorruption>> suite : run.bySuite().entrySet()) {
            if (suite.getValue().stream()
                    .anyMatch(corruption -> corruption.severities().size() > 1)) {
                html.append("<option value=\"suite:").append(suite.getKey()).append("\">mean of ");
                html.append(suite.getKey()).append("</option>");
            }
        }
        int index = 0;
        for (PlannedCorruption corruption : run.corruptions()) {
            if (corruption.severities().size() > 1) {
                html.append("<option value=\"").append(index).append("\">");
                html.append(Html.text(ShownRun.bounded(corruption.name()))).append("</option>");
            }
            index++;
        }
        html.append("</select></label></p><div class=\"chart\" id=\"curve-chart\" role=\"img\" ")
                .append("aria-label=\"Accuracy over severity; the table above has its numbers\"></div></section>\n");
    }
}
