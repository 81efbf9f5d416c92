package io.pokeai.aug.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.reports.models.ComparedModel;
import io.pokeai.aug.reports.models.ModelComparison;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final String HEADER = "model,test_acc,test_f1,test_precision\n";

    @TempDir
    Path artifacts;

    private void summary(String file, String rows) throws IOException {
        Path target = artifacts.resolve("test_summaries").resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, HEADER + rows);
    }

    private void report(String file, String text) throws IOException {
        Path target = artifacts.resolve("reports").resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    /** Rows p0, p1, … of label a, right where there is an r. */
    private static String predictions(String answers) {
        StringBuilder text = new StringBuilder("path,label,pred,conf,correct\n");
        for (int i = 0; i < answers.length(); i++) {
            boolean right = answers.charAt(i) == 'r';
            text.append("p").append(i).append(",a,").append(right ? "a" : "b").append(",0.5,");
            text.append(right ? "True" : "False").append('\n');
        }
        return text.toString();
    }

    @Test
    void theGoldensGiveTheAggregatedFileOfPandasAndAnHonestVerdict() throws IOException {
        Path goldens = Shared.data("artifacts/goldens");
        Shared.require(goldens);
        for (String name : List.of("test_summaries", "reports")) {
            Files.createDirectories(artifacts.resolve(name));
            try (Stream<Path> files = Files.list(goldens.resolve(name))) {
                for (Path file : files.toList()) {
                    Files.copy(file, artifacts.resolve(name).resolve(file.getFileName()));
                }
            }
        }
        Files.delete(artifacts.resolve("reports/test_summary_aggregated.csv"));
        ModelComparison comparison = ModelComparison.read(artifacts);
        ComparisonFiles.write(artifacts, comparison);
        assertThat(artifacts.resolve("reports/test_summary_aggregated.csv"))
                .hasSameBinaryContentAs(goldens.resolve("reports/test_summary_aggregated.csv"));
        assertThat(comparison.ranking()).hasSize(1);
        assertThat(comparison.ranking().get(0).verdict()).startsWith("This ranking is not decisive");
        assertThat(Files.readString(artifacts.resolve("reports/compare.html")))
                .contains("This ranking is not decisive", "<bdi>yolov8n-cls</bdi>", "No latency and no size is known");
    }

    @Test
    void withoutSummariesThereIsASentenceAndACode() throws IOException {
        assertThatThrownBy(() -> ModelComparison.read(artifacts)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_FILE);
            assertThat(e.problem()).startsWith("There is no summary of a model in ");
        });
        summary("empty.csv", "");
        assertThatThrownBy(() -> ModelComparison.read(artifacts))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("name no model");
    }

    @Test
    void summariesOfAugmentedRunsDoNotCount() throws IOException {
        summary("a.csv", "m,0.5,0.5,0.5\n");
        summary("augmented/b.csv", "m,0.1,0.1,0.1\n");
        assertThat(ModelComparison.read(artifacts).models().get(0).means().accuracy())
                .isEqualTo(0.5);
    }

    @Test
    void aModelThatIsAlwaysBetterIsDecisivelyBetter() throws IOException {
        summary("a.csv", "good,1.0,1.0,1.0\n");
        summary("b.csv", "bad,0.0,0.0,0.0\n");
        report("test_predictions_good.csv", predictions("r".repeat(40)));
        report("test_predictions_bad.csv", predictions("w".repeat(40)));
        ModelComparison comparison = ModelComparison.read(artifacts);
        assertThat(comparison.ranking().get(0).decisive()).isTrue();
        assertThat(comparison.ranking().get(0).verdict()).startsWith("good is better than bad by 100.0 points");
    }

    @Test
    void thePlotSaysNothingAboutTheFirstTwoModelsWhenTheyWereTestedOnOtherRows() throws IOException {
        summary("a.csv", "other,1.0,1.0,1.0\ngood,0.9,0.9,0.9\nbad,0.0,0.0,0.0\n");
        report("test_predictions_other.csv", predictions("r"));
        report("test_predictions_good.csv", predictions("r".repeat(36) + "w".repeat(4)));
        report("test_predictions_bad.csv", predictions("w".repeat(40)));
        assertThat(ComparisonFiles.remark(ModelComparison.read(artifacts)))
                .isEqualTo("Bars: 95 % intervals (Wilson). ");
        report("test_predictions_other.csv", predictions("r".repeat(40)));
        assertThat(ComparisonFiles.remark(ModelComparison.read(artifacts)))
                .endsWith("Which of the first two is better is not decisive.");
    }

    @Test
    void theOrderOfRowsDoesNotMatterButTheRowsDo() throws IOException {
        summary("a.csv", "one,0.5,0.5,0.5\ntwo,0.5,0.5,0.5\nthree,0.5,0.5,0.5\n");
        report("test_predictions_one.csv", "path,label,pred\nx,a,a\ny,b,a\n");
        report("test_predictions_two.csv", "path,label,pred,more\ny,b,b,1\nx,a,b,2\n");
        report("test_predictions_three.csv", "path,label,pred\nx,a,a\nz,b,a\n");
        ModelComparison comparison = ModelComparison.read(artifacts);
        assertThat(comparison.pair("one", "two")).isPresent();
        assertThat(comparison.pair("one", "two").orElseThrow().rows().discordant())
                .isEqualTo(2);
        assertThat(comparison.pair("one", "three")).isEmpty();
        assertThat(comparison.remarks())
                .anyMatch(remark -> remark.contains("2 different sets of rows") && remark.contains("one, two; three"));
    }

    @Test
    void labelsAreTextsAndNamesOfModelsBecomeFileNamesAsPokeAiMakesThem() throws IOException {
        summary("a.csv", "my model/2,0.6666666666666666,0.5,0.5\n");
        report("test_predictions_my_model_2.csv", "path,label,pred\nx,NA,NA\ny,001,1\nz,null,null\n");
        ComparedModel model = ModelComparison.read(artifacts).models().get(0);
        assertThat(model.answers().orElseThrow().accuracy().count()).isEqualTo(2);
        assertThat(ModelComparison.read(artifacts).classes()).containsExactly("001", "1", "NA", "null");
        assertThat(model.accuracyInterval()).isPresent();
    }

    @Test
    void predictionsOfAnotherRunGiveNoInterval() throws IOException {
        summary("a.csv", "m,0.9,0.9,0.9\n");
        report("test_predictions_m.csv", predictions("rrrw"));
        assertThat(ModelComparison.read(artifacts).models().get(0).accuracyInterval())
                .isEmpty();
    }

    @Test
    void filesThatCannotBeReadAreNamedAndTheRestIsCompared() throws IOException {
        summary("a.csv", "m,0.9,0.9,0.9\nn,0.8,0.8,0.8\n");
        report("test_predictions_m.csv", "path,label\nx,a\n");
        report("evaluation_m.json", "{\"run\": ");
        report("evaluation_n.json", "[1, 2]");
        ModelComparison comparison = ModelComparison.read(artifacts);
        assertThat(comparison.models()).hasSize(2);
        assertThat(comparison.remarks())
                .contains("test_predictions_m.csv was left out: it has no column 'pred'.")
                .contains("evaluation_m.json was left out: it is not JSON.")
                .contains("Without test predictions, and therefore without intervals: m, n.");
    }

    @Test
    void costsComeFromTheEvaluationAndAreDrawn() throws IOException {
        summary("a.csv", "m,0.9,0.9,0.9\nn,0.8,0.8,0.8\n");
        report(
                "evaluation_m.json",
                "{\"classes\":[{\"run\":{\"model_bytes\":1}}],\"run\":{\"backend\":null,\"milliseconds_per_picture\":4.5,"
                        + "\"model_bytes\":45000000}}");
        report("evaluation_n.json", "{\"run\":{\"milliseconds_per_picture\":null}}");
        ModelComparison comparison = ModelComparison.read(artifacts);
        assertThat(comparison.models().get(0).cost().latencyMillis()).hasValue(4.5);
        assertThat(comparison.models().get(0).cost().bytes()).hasValue(45e6);
        assertThat(comparison.models().get(1).cost().latencyMillis()).isEmpty();
        WrittenFiles written = ComparisonFiles.write(artifacts, comparison);
        List<String> names = written.files().stream()
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(names).contains("test_summary_aggregated.csv", "compare.html");
        assertThat(written.notes().isEmpty()).isEqualTo(names.contains("model_latency.png"));
        assertThat(Files.readString(artifacts.resolve("reports/compare.html"))).contains("4.5 ms", "45.0 MB");
    }

    @Test
    void theSameFilesGiveTheSamePageAndNamesStayText() throws IOException {
        summary("a.csv", "<script>alert(1)</script>,0.9,0.9,0.9\n\u202eevil,,,\n");
        report("test_predictions__script_alert_1_script_.csv", predictions("rw"));
        ComparisonFiles.write(artifacts, ModelComparison.read(artifacts));
        byte[] first = Files.readAllBytes(artifacts.resolve("reports/compare.html"));
        ComparisonFiles.write(artifacts, ModelComparison.read(artifacts));
        assertThat(Files.readAllBytes(artifacts.resolve("reports/compare.html")))
                .isEqualTo(first);
        assertThat(Files.readString(artifacts.resolve("reports/compare.html")))
                .doesNotContain("<script>alert", "\u202e")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "\\u202eevil");
    }
}
