package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.figures.Contamination;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.figures.TrainingRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One sentence for each model. */
final class SummarySection implements PageSection {
    private static final int POINTS = 100;

    private final ShownRun run;
    private final RobustnessFigures figures;

    SummarySection(ShownRun run, RobustnessFigures figures) {
        this.run = run;
        this.figures = figures;
    }

    @Override
    public String id() {
        return "summary";
    }

    @Override
    public String link() {
        return "Result";
    }

    @Override
    public void write(StringBuilder html) {
        html.append("<section id=\"summary\"><h2>Result</h2>");
        for (TestedModel model : run.models()) {
            html.append("<p class=\"result\"><b>")
                    .append(ShownRun.name(model.title()))
                    .append("</b> ")
                    .append(sentence(model))
                    .append("</p>\n");
            figures.models().stream()
                    .filter(one -> one.model().equals(model.title()))
                    .forEach(one -> training(html, one.contamination()));
        }
        if (run.otherModels() > 0) {
            html.append("<p class=\"hint\">")
                    .append(PageNumbers.count(run.otherModels()))
                    .append(" more models of the run are in <code>robustness.json</code>.</p>");
        }
        html.append("</section>\n");
    }

    /** HTML. */
    private String sentence(TestedModel model) {
        Optional<FinishedCell> clean = run.clean(model).filter(cell -> cell.pictures() > 0);
        double before = clean.map(ShownRun::accuracy).orElse(Double.NaN);
        double after = run.mean(model).orElse(Double.NaN);
        String right = "is right for " + PageNumbers.share(before) + " of the clean pictures";
        if (Double.isNaN(after)) {
            return right + "; nothing was corrupted.";
        }
        List<PlannedCorruption> byMean = run.corruptions().stream()
                .sorted(Comparator.comparingDouble(
                        corruption -> run.mean(model, corruption).orElse(Double.NaN)))
                .toList();
        String worst = named(model, byMean.get(0));
        String change = String.format(
                Locale.ROOT, "%.1f points %s", Math.abs(before - after) * POINTS, after <= before ? "fewer" : "more");
        if (byMean.size() == 1) {
            return right + " and for " + PageNumbers.share(after) + " under "
                    + ShownRun.name(byMean.get(0).name()) + ": " + change + ".";
        }
        return right + " and for " + PageNumbers.share(after) + " on average over "
                + PageNumbers.count(byMean.size()) + " corruptions: " + change + ". It is weakest under " + worst
                + " and strongest under " + named(model, byMean.get(byMean.size() - 1)) + ".";
    }

    private String named(TestedModel model, PlannedCorruption corruption) {
        return ShownRun.name(corruption.name()) + " ("
                + PageNumbers.share(run.mean(model, corruption).orElse(Double.NaN)) + ")";
    }

    /** Whether corruptions of the run resemble the training. */
    private static void training(StringBuilder html, Contamination contamination) {
        html.append("<p class=\"hint\">");
        if (contamination.record().isEmpty()) {
            html.append("How it was trained is not known: whether it has seen pictures like these, too.");
        } else {
            TrainingRecord record = contamination.record().get();
            String source = record.source().stream().map(ShownRun::name).collect(Collectors.joining(", "));
            if (contamination.marked().isEmpty()) {
                html.append("No corruption of this run resembles its training (")
                        .append(source)
                        .append(").");
            } else {
                html.append("<b>Resembles the training</b>: ")
                        .append(contamination.marked().entrySet().stream()
                                .map(entry -> ShownRun.name(entry.getKey()) + " (like "
                                        + entry.getValue().stream()
                                                .map(ShownRun::name)
                                                .collect(Collectors.joining(", "))
                                        + ")")
                                .collect(Collectors.joining("; ")))
                        .append(". Accuracy there says less about corruptions that it has never seen (")
                        .append(source)
                        .append(").");
            }
        }
        html.append("</p>\n");
    }
}
