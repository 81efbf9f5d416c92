package io.pokeai.aug.reports;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.labels.LabelIssue;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.reports.pages.ReportContent;
import io.pokeai.aug.reports.pages.ReportPage;
import io.pokeai.aug.reports.pages.RowPictures;
import io.pokeai.aug.reports.plots.Charts;
import io.pokeai.aug.reports.plots.ConfusionMap;
import io.pokeai.aug.reports.plots.ContactSheet;
import io.pokeai.aug.reports.plots.PlottedShare;
import io.pokeai.aug.reports.plots.TestGrid;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The page and the plots of one model below {@code reports/}: {@code report_<model>.html}, {@code test_grid_<model>.png} where
 * the content has pictures, {@code confusion_<model>.png}, {@code
 * reliability_<model>.png}, {@code risk_<model>.png}, {@code classes_<model>.png}, {@code label_issues_<model>.png}.
 *
 * <p><b>Threads</b> stateless.
 */
public final class EvaluationFiles {
    private EvaluationFiles() {}

    /**
     * Writes them all. A computer without fonts gets the page and no plots; a note says so.
     *
     * @param artifacts the artifacts folder
     * @param model the name of the model, as its files are named
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when a file cannot be written
     */
    public static WrittenFiles write(Path artifacts, String model, ReportContent content) {
        ReportFolder reports = ReportFolder.of(artifacts);
        ConfusionMatrix matrix = content.predictions().confusion();
        String title = content.predictions().model();
        plotUnless(
                content.pictures() == RowPictures.NONE,
                reports,
                "test_grid_" + model + ".png",
                () -> TestGrid.draw(content.predictions(), content.pictures()::picture));
        reports.plot("confusion_" + model + ".png", () -> ConfusionMap.clustered(title, matrix));
        plotUnless(
                content.reliability().isEmpty(),
                reports,
                "reliability_" + model + ".png",
                () -> Charts.reliability(title, content.reliability(), "Bars: 95 % intervals (Wilson)."));
        plotUnless(
                content.risk().isEmpty(),
                reports,
                "risk_" + model + ".png",
                () -> Charts.risk(title, content.risk(), "Only the most confident answers count."));
        List<PlottedShare> recalls = recalls(matrix);
        plotUnless(
                recalls.isEmpty(),
                reports,
                "classes_" + model + ".png",
                () -> Charts.classes(title, "recall", recalls));
        plotUnless(content.issues().isEmpty(), reports, "label_issues_" + model + ".png", () -> issues(title, content));
        reports.write("report_" + model + ".html", ReportPage.of(content));
        return reports.written();
    }

    private static void plotUnless(boolean nothing, ReportFolder reports, String name, Supplier<byte[]> drawing) {
        if (nothing) {
            reports.remove(name);
        } else {
            reports.plot(name, drawing);
        }
    }

    /** The recall of each class that occurs, the worst first. */
    private static List<PlottedShare> recalls(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes().size())
                .filter(k -> matrix.support(k) > 0)
                .mapToObj(k -> {
                    Proportion recall = new Proportion(matrix.count(k, k), matrix.support(k));
                    Interval interval = recall.wilson();
                    return new PlottedShare(matrix.classes().get(k), recall.value(), interval.low(), interval.high());
                })
                .sorted(Comparator.comparingDouble(PlottedShare::value)) // stable: then by class
                .toList();
    }

    private static byte[] issues(String title, ReportContent content) {
        List<String> classes = content.predictions().classes();
        List<ContactSheet.Entry> entries = content.issues().stream()
                .limit(ContactSheet.MOST)
                .map(issue -> new ContactSheet.Entry(
                        content.issuePictures().picture(issue.row()), lines(issue, classes), true))
                .toList();
        return ContactSheet.draw(
                "Labels that may be wrong: " + title,
                "The most suspicious first; " + entries.size() + " of "
                        + content.issues().size() + ".",
                entries);
    }

    private static List<String> lines(LabelIssue issue, List<String> classes) {
        return List.of(
                "labelled " + classes.get(issue.label()),
                "perhaps " + classes.get(issue.suggested()),
                String.format(Locale.ROOT, "its label: %.1f %%", issue.selfConfidence() * 100),
                issue.path());
    }
}
