package io.pokeai.aug.robustness.report;

import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.ClassificationReport;
import io.pokeai.aug.evaluation.PythonNumbers;
import io.pokeai.aug.evaluation.TestSummary;
import io.pokeai.aug.evaluation.run.TestFiles;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.engine.dataset.PandasCsv;
import io.pokeai.engine.dataset.files.TextFile;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What PokeAI's {@code eval_augmentation.py} writes as text: for each of its five augmentations a summary, a report, the confusion
 * matrix and the predictions, and for each model the summaries of all of them, in the script's order.
 *
 * @param artifacts the files are in {@code test_summaries/augmented} and {@code reports/augmented} of it
 */
public record AugmentedFiles(Path artifacts) {
    /** PokeAI's five augmentations, in the order of its script. */
    public static final List<String> ORDER =
            List.of("white_noise", "occlusions", "cropping", "lighting_shadow", "all_combined");

    private static final int SEVERITY = 1;

    private static final List<String> HEADER =
            List.of("model", "augmentation", "test_acc", "test_f1", "test_precision");

    /** Whether a corruption is one of the five, so that its cells have these files, and plots. */
    public static boolean isOne(PlannedCorruption corruption) {
        return ORDER.contains(corruption.name()) && corruption.severities().contains(SEVERITY);
    }

    /**
     * Writes the files of those of the five that were run.
     *
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when one cannot be written
     */
    List<Path> write(RobustnessResult result) {
        List<Path> files = new ArrayList<>();
        for (TestedModel model : result.plan().models()) {
            List<List<String>> rows = new ArrayList<>();
            for (String augmentation : ORDER) {
                Optional<FinishedCell> cell = result.cell(model, augmentation, SEVERITY);
                if (cell.isPresent()) {
                    CellPredictions answers = CellPredictions.of(result, model, cell.get());
                    ClassScores scores = new ClassScores(answers.confusion());
                    List<String> row = row(model.title(), augmentation, scores);
                    rows.add(row);
                    files.add(write(report(model.title(), augmentation), text(model, augmentation, scores)));
                    Path confusion = confusion(model.title(), augmentation);
                    TestFiles.writeConfusion(confusion, scores.matrix());
                    files.add(confusion);
                    files.add(write(predictions(model.title(), augmentation), answers.toCsv()));
                    files.add(write(summary(model.title(), augmentation), csv(List.of(row))));
                }
            }
            if (!rows.isEmpty()) {
                files.add(write(all(model.title()), csv(rows)));
            }
        }
        return files;
    }

    private Path summary(String model, String augmentation) {
        return artifacts
                .resolve("test_summaries")
                .resolve("augmented")
                .resolve("test_summary_" + model + "_" + augmentation + ".csv");
    }

    private Path report(String model, String augmentation) {
        return inReports("test_classification_report_" + model + "_" + augmentation + ".txt");
    }

    private Path confusion(String model, String augmentation) {
        return inReports("test_confusion_matrix_" + model + "_" + augmentation + ".csv");
    }

    private Path predictions(String model, String augmentation) {
        return inReports("test_predictions_" + model + "_" + augmentation + ".csv");
    }

    private Path all(String model) {
        return inReports("test_summary_all_augmentations_" + model + ".csv");
    }

    private Path inReports(String name) {
        return artifacts.resolve("reports").resolve("augmented").resolve(name);
    }

    /** The report of an evaluation, with PokeAI's line for the augmentation after the model. */
    private static String text(TestedModel model, String augmentation, ClassScores scores) {
        String report =
                ClassificationReport.file(model.title(), model.identity().folds(), scores);
        int second = report.indexOf('\n') + 1;
        return report.substring(0, second) + "Augmentation: " + augmentation + "\n" + report.substring(second);
    }

    private static List<String> row(String model, String augmentation, ClassScores scores) {
        TestSummary summary = TestSummary.of(model, scores);
        return List.of(
                model,
                augmentation,
                PythonNumbers.repr(summary.accuracy()),
                PythonNumbers.repr(summary.f1()),
                PythonNumbers.repr(summary.precision()));
    }

    private static String csv(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        PandasCsv.write(text, HEADER);
        rows.forEach(row -> PandasCsv.write(text, row));
        return text.toString();
    }

    private static Path write(Path file, String text) {
        TextFile.write(file, text);
        return file;
    }
}
