package io.pokeai.aug.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.summary.Evaluation;
import io.pokeai.aug.evaluation.summary.EvaluationOptions;
import io.pokeai.aug.reports.pages.ReportContent;
import io.pokeai.aug.reports.pages.RowPictures;
import io.pokeai.aug.reports.plots.PlotFonts;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    @TempDir
    Path artifacts;

    @Test
    void aPlotThatCannotBeDrawnHereIsLeftOutWithOneSentenceAndAnOlderOneGoes() throws IOException {
        ReportFolder folder = ReportFolder.of(artifacts);
        folder.write("plot.png", new byte[] {1});
        for (String name : List.of("plot.png", "other.png")) {
            folder.plot(name, () -> {
                throw new EngineException(ErrorCode.UNAVAILABLE, "No plot was drawn: no fonts.", "Install fonts.");
            });
        }
        assertThat(folder.written().notes()).containsExactly("No plot was drawn: no fonts. Install fonts.");
        assertThat(artifacts.resolve("reports/plot.png")).doesNotExist();
    }

    @Test
    void otherFailuresAreFailures() {
        ReportFolder folder = ReportFolder.of(artifacts);
        assertThatThrownBy(() -> folder.plot("plot.png", () -> {
                    throw EngineException.invalidArgument("wrong", "right");
                }))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(artifacts.resolve("reports"), "a file");
        assertThatThrownBy(() -> ReportFolder.of(artifacts).write("page.html", new byte[0]))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void theGridOfPicturesIsDrawnWhereThereArePicturesAndAnOlderOneIsDeleted() throws IOException {
        Path grid = artifacts.resolve("reports/test_grid_m.png");
        PredictionList predictions = new PredictionList(
                "m", List.of("a"), List.of(new PredictionList.Row("p", 0, 0, new float[] {1}, Optional.empty())));
        ReportContent without = ReportContent.of(predictions);
        ReportContent with = without.withPictures(row -> Optional.empty(), RowPictures.NONE, "");

        WrittenFiles written = EvaluationFiles.write(artifacts, "m", with);

        assertThat(written.files().contains(grid)).isEqualTo(PlotFonts.missing().isEmpty());
        Files.write(grid, new byte[] {1});
        assertThat(EvaluationFiles.write(artifacts, "m", without).files()).doesNotContain(grid);
        assertThat(grid).doesNotExist();
    }

    @Test
    void anEvaluationBecomesAPageAndItsPlots() {
        List<PredictionList.Row> rows = IntStream.range(0, 30)
                .mapToObj(i -> new PredictionList.Row(
                        "p" + i, i % 3, i % 4 == 0 ? 0 : i % 3, new float[] {0.4f, 0.3f, 0.3f}, Optional.empty()))
                .toList();
        PredictionList predictions = new PredictionList("m", List.of("a", "b", "c"), rows);
        Evaluation evaluation = Evaluation.of(predictions, EvaluationOptions.DEFAULT);
        WrittenFiles written = EvaluationFiles.write(artifacts, "m", ReportContent.of(predictions, evaluation));
        List<String> names = written.files().stream()
                .map(file -> file.getFileName().toString())
                .toList();
        if (PlotFonts.missing().isEmpty()) {
            assertThat(names)
                    .containsExactly(
                            "confusion_m.png", "reliability_m.png", "risk_m.png", "classes_m.png", "report_m.html");
        } else {
            assertThat(names).containsExactly("report_m.html");
            assertThat(written.notes()).hasSize(1);
        }
    }
}
