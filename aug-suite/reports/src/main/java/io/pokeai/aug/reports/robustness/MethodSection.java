package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;

/** How the figures were made: data, models, definitions. */
final class MethodSection implements PageSection {
    private final ShownRun run;
    private final int most;

    /** @param most rows of the table of definitions */
    MethodSection(ShownRun run, int most) {
        this.run = run;
        this.most = most;
    }

    @Override
    public String id() {
        return "method";
    }

    @Override
    public String link() {
        return "Method";
    }

    @Override
    public void write(StringBuilder html) {
        RobustnessPlan plan = run.result().plan();
        html.append("<section id=\"method\"><h2>How it was done</h2><dl class=\"facts\">");
        fact(
                html,
                "Pictures",
                PageNumbers.count(plan.pictures().size()) + ", of which "
                        + PageNumbers.count(run.result().leftOut().size()) + " are left out of at least one figure");
        fact(
                html,
                "Data set",
                "<code>" + Html.text(plan.pictures().root())
                        + "</code>, a hash over path, content and label of each picture");
        fact(html, "Seed", String.valueOf(plan.seed()));
        fact(
                html,
                "Order of steps",
                "resize, crop, corrupt, normalise; all models of one input see the same corrupted pixels");
        html.append("</dl>");
        TableText table = TableText.begin(
                html,
                "Models",
                "",
                "Model",
                "Version",
                "Back end",
                "Back end's version",
                "Input",
                "#Folds",
                "#Classes");
        for (TestedModel model : run.models()) {
            table.row().name(model.title());
            table.text("<code>" + Html.text(ShownRun.bounded(model.identity().version())) + "</code>");
            table.name(model.identity().backend())
                    .name(model.build())
                    .name(model.input().id());
            table.count(model.identity().folds())
                    .count(model.identity().classes().size())
                    .endRow();
        }
        table.end();
        html.append("<details><summary>Definitions of the corruptions</summary>");
        definitions(html);
        html.append("</details></section>\n");
    }

    private void definitions(StringBuilder html) {
        TableText table = TableText.begin(
                html,
                "Definitions",
                "tall",
                "Corruption",
                "#Id",
                "Suite",
                "Family",
                "#Severity",
                "Parameters",
                "Random");
        run.corruptions().stream()
                .flatMap(corruption -> corruption.severities().stream().map(severity -> new At(corruption, severity)))
                .limit(most)
                .forEach(at -> {
                    PlannedCorruption corruption = at.corruption();
                    table.row()
                            .name(corruption.name())
                            .number((double) corruption.id(), String.valueOf(corruption.id()));
                    table.text(ShownRun.suite(corruption));
                    table.name(corruption
                            .augmentation()
                            .map(known -> known.info().family())
                            .orElse(""));
                    table.number(at.severity(), String.valueOf(at.severity()));
                    table.name(corruption.parameters(at.severity()));
                    table.text(corruption.draws() ? "drawn" : "none").endRow();
                });
        table.end();
    }

    private record At(PlannedCorruption corruption, int severity) {}

    /** @param value HTML */
    private static void fact(StringBuilder html, String name, String value) {
        html.append("<div><dt>").append(name).append("</dt><dd>").append(value).append("</dd></div>");
    }
}
