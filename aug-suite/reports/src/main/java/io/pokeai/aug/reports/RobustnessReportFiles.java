package io.pokeai.aug.reports;

import io.pokeai.aug.reports.plots.ConfusionMap;
import io.pokeai.aug.reports.plots.TestGrid;
import io.pokeai.aug.reports.robustness.CellPictures;
import io.pokeai.aug.reports.robustness.RobustnessContent;
import io.pokeai.aug.reports.robustness.RobustnessPage;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.report.AugmentedFiles;
import io.pokeai.aug.robustness.report.CellPredictions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What people look at of a robustness run: {@code robustness.html}, and the plots that PokeAI has of its five augmentations, {@code
 * reports/augmented/test_confusion_matrix_<model>_<augmentation>.png} and {@code test_grid_<model>_<augmentation>.png}.
 *
 * <p><b>Threads</b> stateless.
 *
 * @param folder gets {@code robustness.html}
 * @param artifacts gets the plots, in {@code reports/augmented}
 */
public record RobustnessReportFiles(Path folder, Path artifacts) {
    private static final String PAGE = "robustness.html";

    /**
     * Writes them, the page last. A computer without fonts gets the page and no plots; a note says so.
     *
     * @param content of the page
     * @param pictures as each of the models sees them
     * @param cancelled asked before each file
     * @throws InterruptedException when {@code cancelled} said so
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when a file cannot be written
     */
    public WrittenFiles write(
            RobustnessContent content, Function<TestedModel, CellPictures> pictures, BooleanSupplier cancelled)
            throws InterruptedException {
        ReportFolder reports = ReportFolder.of(artifacts);
        RobustnessResult result = content.result();
        for (TestedModel model : result.plan().models()) {
            CellPictures seen = pictures.apply(model);
            for (PlannedCorruption corruption : result.plan().corruptions()) {
                Optional<FinishedCell> cell =
                        AugmentedFiles.isOne(corruption) ? result.cell(model, corruption.name(), 1) : Optional.empty();
                if (cell.isPresent()) {
                    stopIfTold(cancelled);
                    plots(reports, CellPredictions.of(result, model, cell.get()), model, corruption, seen);
                }
            }
        }
        stopIfTold(cancelled);
        ReportFolder own = ReportFolder.at(folder);
        own.write(PAGE, RobustnessPage.of(content));
        return reports.written().and(own.written());
    }

    private static void stopIfTold(BooleanSupplier cancelled) throws InterruptedException {
        if (cancelled.getAsBoolean() || Thread.interrupted()) {
            throw new InterruptedException("told to stop");
        }
    }

    private static void plots(
            ReportFolder reports,
            CellPredictions answers,
            TestedModel model,
            PlannedCorruption corruption,
            CellPictures seen) {
        String name = "_" + model.title() + "_" + corruption.name() + ".png";
        reports.plot(
                "augmented/test_confusion_matrix" + name,
                () -> ConfusionMap.clustered(answers.model(), answers.confusion()));
        reports.plot(
                "augmented/test_grid" + name,
                () -> TestGrid.draw(answers, row -> seen.picture(answers.rowOfData(row), corruption, 1)));
    }
}
