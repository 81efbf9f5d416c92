package io.pokeai.aug.evaluation.run;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.ClassificationReport;
import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.SummaryTable;
import io.pokeai.aug.evaluation.TestSummary;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.PandasCsv;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PokeAI's files of a model's answers, in an artifacts folder. Each appears whole or not at all.
 *
 * <p><b>Form</b> CSV as pandas writes it, UTF-8, LF; {@code test_predictions} has PokeAI's columns {@code
 * path,label,pred,conf,correct}, then the best classes with their probabilities and, of an ensemble, how much the folds differ.
 *
 * @param artifacts the folder
 */
public record TestFiles(Path artifacts) {
    /** The file below {@code test_summaries/}. */
    public Path summary(String model) {
        return artifacts.resolve("test_summaries").resolve("test_summary_" + model + ".csv");
    }

    /** The text of scikit-learn's report. */
    public Path report(String model) {
        return inReports("test_classification_report_" + model + ".txt");
    }

    /** The confusion matrix. */
    public Path confusion(String model) {
        return inReports("test_confusion_matrix_" + model + ".csv");
    }

    /** What was answered for each picture. */
    public Path predictions(String model) {
        return inReports("test_predictions_" + model + ".csv");
    }

    /** The rows that count in no figure; if every row counts, the file has only its header. */
    public Path leftOut(String model) {
        return inReports("test_left_out_" + model + ".csv");
    }

    /** What each fold answered for the pictures that it was not trained on. */
    public Path outOfFold(String model) {
        return inReports("oof_predictions_" + model + ".csv");
    }

    /** The rows of the folds that count in no figure. */
    public Path outOfFoldLeftOut(String model) {
        return inReports("oof_left_out_" + model + ".csv");
    }

    /** A file among the reports. */
    public Path inReports(String name) {
        return artifacts.resolve("reports").resolve(name);
    }

    /**
     * Writes the files of a test split, the summary last: when it exists, the others are complete.
     *
     * @param folds how many answered together
     * @return the files
     * @throws EngineException {@code UNAVAILABLE} when one cannot be written
     */
    @CanIgnoreReturnValue
    public List<Path> write(Predictions answers, int folds, List<LeftOutRow> leftOut) {
        String model = answers.model();
        ClassScores scores = new ClassScores(answers.confusion());
        write(leftOut(model), text -> leftOut(text, leftOut));
        write(predictions(model), text -> new PredictionRows(answers).write(text));
        writeConfusion(confusion(model), scores.matrix());
        write(report(model), text -> text.append(ClassificationReport.file(model, folds, scores)));
        write(summary(model), text -> text.append(SummaryTable.toCsv(TestSummary.of(model, scores))));
        return List.of(leftOut(model), predictions(model), confusion(model), report(model), summary(model));
    }

    /**
     * Writes what the folds answered for the rows that they were not trained on.
     *
     * @return the files
     */
    @CanIgnoreReturnValue
    public List<Path> write(OutOfFold answers) {
        write(outOfFoldLeftOut(answers.model()), text -> leftOut(text, answers.leftOut()));
        write(outOfFold(answers.model()), text -> new PredictionRows(answers, answers::fold).write(text));
        return List.of(outOfFoldLeftOut(answers.model()), outOfFold(answers.model()));
    }

    /**
     * Writes a confusion matrix as PokeAI does: rows are the true classes, columns the answers.
     *
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written
     */
    public static void writeConfusion(Path file, ConfusionMatrix matrix) {
        write(file, text -> confusion(text, matrix));
    }

    private static void leftOut(Appendable text, List<LeftOutRow> rows) {
        PandasCsv.write(text, List.of("path", "label", "error", "message"));
        rows.forEach(row -> PandasCsv.write(
                text, List.of(row.path(), row.label(), row.code().name(), row.reason())));
    }

    private static void confusion(Appendable text, ConfusionMatrix matrix) {
        List<String> classes = matrix.classes();
        List<String> cells = new ArrayList<>(List.of(""));
        cells.addAll(classes);
        PandasCsv.write(text, cells);
        for (int truth = 0; truth < classes.size(); truth++) {
            cells.clear();
            cells.add(classes.get(truth));
            for (int answer = 0; answer < classes.size(); answer++) {
                cells.add(String.valueOf(matrix.count(truth, answer)));
            }
            PandasCsv.write(text, cells);
        }
    }

    private static void write(Path file, WholeFile.Text text) {
        try {
            WholeFile.writeText(file, text);
        } catch (IOException | UncheckedIOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    file + " cannot be written: " + e.getMessage() + ".",
                    "Make its folder writable, or free space on its disk, and run the command again: no picture is asked"
                            + " for twice.",
                    e);
        }
    }
}
