package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.figures.RelativeRobustness;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import java.util.List;

/** How models differ on the same corrupted pictures. */
final class DifferenceSection implements PageSection {
    private static final int MOST = 300;

    private final List<RelativeRobustness> pairs;

    DifferenceSection(ShownRun run, RobustnessFigures figures) {
        List<String> shown = run.models().stream().map(TestedModel::title).toList();
        this.pairs = figures.between().stream()
                .filter(pair -> shown.contains(pair.model()) && shown.contains(pair.than()))
                .limit(MOST)
                .toList();
    }

    boolean isThere() {
        return !pairs.isEmpty();
    }

    @Override
    public String id() {
        return "differences";
    }

    @Override
    public String link() {
        return "Differences";
    }

    @Override
    public void write(StringBuilder html) {
        html.append(
                        "<section id=\"differences\"><h2>Which model is more robust?</h2><p>Accuracy of the first model minus that of the")
                .append(
                        " second, in points, as a mean over the corruptions of a suite, on the same pictures. Where the 95 % interval")
                .append(" leaves out 0 they really differ.</p>");
        TableText table = TableText.begin(
                html,
                "Differences between models",
                "short",
                "Model",
                "Compared with",
                "Suite",
                "Severity",
                "#Difference",
                "#Corruptions",
                "#Pictures");
        for (RelativeRobustness pair : pairs) {
            table.row().name(pair.model()).name(pair.than()).text(pair.suite().id());
            table.text(
                    pair.severity().isPresent() ? String.valueOf(pair.severity().getAsInt()) : "all");
            table.points(pair.difference())
                    .count(pair.corruptions())
                    .count(pair.pictures())
                    .endRow();
        }
        table.end();
        html.append("</section>\n");
    }
}
