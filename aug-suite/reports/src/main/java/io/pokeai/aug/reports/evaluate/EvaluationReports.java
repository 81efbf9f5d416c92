package io.pokeai.aug.reports.evaluate;

import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.run.OutOfFold;
import io.pokeai.aug.evaluation.run.RunPredictions;
import io.pokeai.aug.evaluation.summary.Evaluation;
import io.pokeai.aug.reports.EvaluationFiles;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.reports.pages.ReportContent;
import io.pokeai.aug.reports.pages.RowPictures;
import io.pokeai.aug.reports.plots.PlotFonts;
import io.pokeai.aug.reports.plots.TestGrid;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.dataset.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures, plots and the page of an evaluation, with pictures as the model saw them. */
final class EvaluationReports {
    private final Path reports;
    private final Path artifacts;
    private final Imaging imaging;
    private final InputSpec input;

    EvaluationReports(Path artifacts, Imaging imaging, InputSpec input) {
        this.artifacts = artifacts;
        this.reports = artifacts.resolve("reports");
        this.imaging = imaging;
        this.input = input;
    }

    /**
     * @param written gets the files
     * @return what a person should know, such as that there are no plots where there are no fonts
     */
    List<String> write(RunPredictions answers, Optional<OutOfFold> folds, Evaluation evaluation, List<Path> written) {
        String model = answers.model();
        written.add(write(
                "test_classes_" + model + ".csv",
                writer -> writer.append(evaluation.classes().toCsv())));
        Optional<LabelIssues> issues = evaluation.labelIssues();
        issues.ifPresent(
                found -> written.add(write("label_issues_" + model + ".csv", writer -> writer.append(found.toCsv()))));
        written.add(write("evaluation_" + model + ".json", evaluation::writeJson));
        RowPictures pictures = row -> picture(answers.file(row));
        List<String> notes = new ArrayList<>();
        if (PlotFonts.missing().isEmpty()) {
            written.add(draw("test_grid_" + model + ".png", TestGrid.draw(answers, pictures::picture)));
        }
        RowPictures ofIssues =
                folds.<RowPictures>map(rows -> row -> picture(rows.file(row))).orElse(RowPictures.NONE);
        ReportContent content = ReportContent.of(answers, evaluation).withPictures(pictures, ofIssues, "");
        if (!answers.leftOut().isEmpty()) {
            content = content.withNotice(answers.leftOut().size() + " of "
                    + (answers.size() + answers.leftOut().size())
                    + " rows could not be evaluated and count nowhere; test_left_out_" + model + ".csv names them.");
        }
        WrittenFiles files = EvaluationFiles.write(artifacts, model, content);
        written.addAll(files.files());
        notes.addAll(files.notes());
        return notes;
    }

    private Optional<Image> picture(Path file) {
        try {
            return Optional.of(imaging.crop(file, input));
        } catch (EngineException e) {
            if (e.code().exitStatus() != ErrorCode.ExitStatus.INPUT) {
                throw e;
            }
            return Optional.empty(); // it went away meanwhile
        }
    }

    private Path draw(String name, byte[] content) {
        return write(name, file -> WholeFile.write(file, content), reports.resolve(name));
    }

    private Path write(String name, WholeFile.Text text) {
        return write(name, file -> WholeFile.writeText(file, text), reports.resolve(name));
    }

    @FunctionalInterface
    private interface Writing {
        void to(Path file) throws IOException;
    }

    private static Path write(String name, Writing writing, Path file) {
        try {
            writing.to(file);
            return file;
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    name + " cannot be written: " + e.getMessage() + ".",
                    "Make the folder " + file.getParent() + " writable, or free space on its disk.",
                    e);
        }
    }
}
