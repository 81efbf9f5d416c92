package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.figures.ErrorSink;
import io.pokeai.aug.robustness.figures.ModelFigures;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import java.util.List;
import java.util.Locale;

/** What everything turns into: the classes that take most of the wrong answers. */
final class SinkSection implements PageSection {
    private static final int MOST_CLASSES = 5;
    private static final int MOST_SINKS = 100;

    private final ShownRun run;
    private final RobustnessFigures figures;
    private final int most;

    /** @param most rows of each table */
    SinkSection(ShownRun run, RobustnessFigures figures, int most) {
        this.run = run;
        this.figures = figures;
        this.most = Math.min(MOST_SINKS, most);
    }

    @Override
    public String id() {
        return "sinks";
    }

    @Override
    public String link() {
        return "Sinks";
    }

    @Override
    public void write(StringBuilder html) {
        html.append("<section id=\"sinks\"><h2>What does everything turn into?</h2>");
        for (TestedModel model : run.models()) {
            List<WrongAnswers.Target> targets = new WrongAnswers(run, model).most(MOST_CLASSES);
            html.append("<p><b>").append(ShownRun.name(model.title())).append("</b>: ");
            if (targets.isEmpty()) {
                html.append("no answer under a corruption is wrong.");
            } else {
                html.append("of ")
                        .append(PageNumbers.count(targets.get(0).of()))
                        .append(" wrong answers under corruptions, ");
                for (int i = 0; i < targets.size(); i++) {
                    html.append(i == 0 ? "" : i == targets.size() - 1 ? " and " : ", ")
                            .append(PageNumbers.share(targets.get(i).share()))
                            .append(i == 0 ? " are " : " ")
                            .append(ShownRun.name(model.identity()
                                    .classes()
                                    .get(targets.get(i).index())));
                }
                html.append('.');
            }
            html.append("</p>\n");
            figures.models().stream()
                    .filter(one -> one.model().equals(model.title()))
                    .forEach(one -> sinks(html, one));
        }
        html.append("</section>\n");
    }

    private void sinks(StringBuilder html, ModelFigures model) {
        List<ErrorSink> sinks = model.sinks().stream().filter(ErrorSink::isSink).toList();
        if (sinks.isEmpty() || most == 0) {
            return;
        }
        html.append(
                        "<p class=\"hint\">Classes that a corruption turns answers into: they have a larger share of its wrong answers than")
                .append(" of those on clean pictures. 5 % of the list may be false.</p>");
        TableText table = TableText.begin(
                html,
                "Sinks of " + ShownRun.bounded(model.model()),
                "short dense",
                "Class",
                "Corruption",
                "#Severity",
                "#Of its wrong answers",
                "#Of wrong answers, clean",
                "#Times as many",
                "#p, adjusted");
        sinks.stream().limit(most).forEach(sink -> {
            table.row().name(sink.className()).name(sink.cell().augmentation());
            table.number(sink.cell().severity(), String.valueOf(sink.cell().severity()));
            table.number(
                    sink.wrong().value(),
                    PageNumbers.share(sink.wrong().value()) + " of "
                            + PageNumbers.count(sink.wrong().total()));
            table.number(
                    sink.clean().map(Proportion::value).orElse(Double.NaN),
                    sink.clean()
                            .map(clean -> PageNumbers.share(clean.value()) + " of " + PageNumbers.count(clean.total()))
                            .orElse("–"));
            table.number(sink.index(), String.format(Locale.ROOT, "%.1f", sink.index()));
            table.number(
                    sink.adjustedP(),
                    sink.adjustedP() < 0.001 ? "&lt; 0.001" : String.format(Locale.ROOT, "%.3f", sink.adjustedP()));
            table.endRow();
        });
        table.end();
        if (sinks.size() > most) {
            html.append("<p class=\"hint\">The first ")
                    .append(most)
                    .append(" of ")
                    .append(PageNumbers.count(sinks.size()));
            html.append(" with the smallest p; <code>robustness.json</code> has all.</p>");
        }
    }
}
