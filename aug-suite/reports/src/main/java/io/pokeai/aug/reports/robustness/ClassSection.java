package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.figures.ClassFigures;
import io.pokeai.aug.robustness.figures.ClassFragility;
import io.pokeai.aug.robustness.figures.Measured;
import io.pokeai.aug.robustness.figures.ModelFigures;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which class falls first, and what its pictures turn into. */
final class ClassSection implements PageSection {
    private final ShownRun run;
    private final Map<String, ModelFigures> figures;
    private final int most;

    /** @param most rows of each table */
    ClassSection(ShownRun run, RobustnessFigures figures, int most) {
        this.run = run;
        this.figures = figures.models().stream().collect(Collectors.toMap(ModelFigures::model, one -> one));
        this.most = most;
    }

    boolean isThere() {
        return run.models().stream().anyMatch(model -> !classes(model).isEmpty());
    }

    @Override
    public String id() {
        return "classes";
    }

    @Override
    public String link() {
        return "Classes";
    }

    @Override
    public void write(StringBuilder html) {
        html.append(
                        "<section id=\"classes\"><h2>Which class falls first?</h2><p>The classes that lose most of their recall come first.")
                .append(
                        " <b>Fall</b> is recall on clean pictures minus recall under a corruption, in points, with its 95 % interval. A")
                .append(" class <b>holds</b> up to the severity to which the fall is at most ")
                .append(Math.round(100 * ClassFragility.TOLERATED))
                .append(
                        " points, and is <b>safe</b> as long as the whole interval is. <b>Fragile</b>: it loses more than the other")
                .append(" classes there; 5 % of these marks may be false.</p>");
        for (TestedModel model : run.models()) {
            if (!classes(model).isEmpty()) {
                model(html, model);
            }
        }
        html.append("</section>\n");
    }

    private List<ClassFigures> classes(TestedModel model) {
        return Optional.ofNullable(figures.get(model.title()))
                .map(ModelFigures::classes)
                .orElse(List.of());
    }

    private void model(StringBuilder html, TestedModel model) {
        if (run.models().size() > 1) {
            html.append("<h3>").append(ShownRun.name(model.title())).append("</h3>");
        }
        WrongAnswers wrong = new WrongAnswers(run, model);
        List<ClassFigures> sorted = classes(model).stream()
                .filter(one -> !one.corruptions().isEmpty())
                .sorted(Comparator.comparingDouble(ClassFigures::meanFall).reversed())
                .toList();
        TableText table = TableText.begin(
                html,
                "Classes of " + ShownRun.bounded(model.title()),
                "tall dense",
                "Class",
                "#Pictures",
                "#Recall, clean",
                "#Mean fall",
                "Falls most under",
                "#Fall there",
                "#Holds up to",
                "#Safe up to",
                "Fragile under",
                "Turns into");
        sorted.stream().limit(most).forEach(one -> row(table, model, one, wrong));
        table.end();
        if (sorted.size() > most) {
            html.append("<p class=\"hint\">The first ")
                    .append(PageNumbers.count(most))
                    .append(" of ")
                    .append(PageNumbers.count(sorted.size()))
                    .append(" classes; <code>robustness.json</code> has all.</p>");
        }
    }

    private static void row(TableText table, TestedModel model, ClassFigures one, WrongAnswers wrong) {
        ClassFragility worst = one.corruptions().stream()
                .max(Comparator.comparingDouble(under -> under.fall().value()))
                .orElseThrow();
        table.row().name(one.name()).count(one.clean().total());
        table.share(one.clean().value());
        table.points(new Measured(one.meanFall(), Optional.empty()));
        table.name(worst.corruption()).points(worst.fall());
        table.number(worst.holdsUpTo(), severity(worst.holdsUpTo()));
        table.number(worst.safeUpTo(), severity(worst.safeUpTo()));
        table.text(fragile(one));
        table.text(wrong.ofClass(one.index())
                .map(target -> ShownRun.name(model.identity().classes().get(target.index())) + " ("
                        + PageNumbers.share(target.share()) + " of " + PageNumbers.count(target.of())
                        + " wrong answers)")
                .orElse("–"));
        table.endRow();
    }

    private static String severity(int severity) {
        return severity == 0 ? "none" : String.valueOf(severity);
    }

    private static String fragile(ClassFigures one) {
        List<ClassFragility> under =
                one.corruptions().stream().filter(ClassFragility::isFragile).toList();
        String first = under.stream()
                .sorted(Comparator.comparingDouble(ClassFragility::p))
                .limit(3)
                .map(fragility -> ShownRun.name(fragility.corruption()))
                .collect(Collectors.joining(", "));
        return under.isEmpty() ? "–" : first + (under.size() > 3 ? " and " + (under.size() - 3) + " more" : "");
    }
}
