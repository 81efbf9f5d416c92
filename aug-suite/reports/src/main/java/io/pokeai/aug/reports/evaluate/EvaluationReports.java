package io.pokeai.aug.reports.evaluate;

import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.run.OutOfFold;
import io.pokeai.aug.evaluation.run.RunPredictions;
import io.pokeai.aug.evaluation.summary.Evaluation;
import io.pokeai.aug.reports.EvaluationFiles;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.reports.pages.ReportContent;
import io.pokeai.aug.reports.pages.RowPictures;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.files.WholeFile;
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

    /** Writes all files; {@link WrittenFiles#notes()} names those that could not be made, such as plots without fonts. */
    WrittenFiles write(RunPredictions answers, Optional<OutOfFold> folds, Evaluation evaluation) {
        String model = answers.model();
        List<Path> written = new ArrayList<>();
        written.add(write(
                "test_classes_" + model + ".csv",
                writer -> writer.append(evaluation.classes().toCsv())));
        Optional<LabelIssues> issues = evaluation.labelIssues();
        issues.ifPresent(
                found -> written.add(write("label_issues_" + model + ".csv", writer -> writer.append(found.toCsv()))));
        written.add(write("evaluation_" + model + ".json", evaluation::writeJson));
        RowPictures ofIssues =
                folds.<RowPictures>map(rows -> row -> picture(rows.file(row))).orElse(RowPictures.NONE);
        ReportContent content =
                ReportContent.of(answers, evaluation).withPictures(row -> picture(answers.file(row)), ofIssues, "");
        if (!answers.leftOut().isEmpty()) {
            content = content.withNotice(answers.leftOut().size() + " of "
                    + (answers.size() + answers.leftOut().size())
                    + " rows were not evaluated and count in no figure; test_left_out_" + model + ".csv names them.");
        }
        WrittenFiles pageAndPlots = EvaluationFiles.write(artifacts, model, content);
        written.addAll(pageAndPlots.files());
        return new WrittenFiles(written, pageAndPlots.notes());
    }

    private Optional<Image> picture(Path file) {
        try {
            return Optional.of(imaging.crop(file, input));
        } catch (EngineException e) {
            if (e.code().exitStatus() != ErrorCode.ExitStatus.INPUT) {
                throw e;
            }
            return Optional.empty(); // the picture was deleted or damaged meanwhile
        }
    }

    private Path write(String name, WholeFile.Text text) {
        Path file = reports.resolve(name);
        try {
            WholeFile.writeText(file, text);
        } catch (IOException e) {
            throw TextFile.unwritable(file, e);
        }
        return file;
    }
}
