package io.pokeai.aug.robustness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.figures.DrawnRun;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.figures.TrainingRecord;
import io.pokeai.engine.testkit.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobustnessJsonTest {
    private static final TrainingRecord FOG =
            new TrainingRecord(List.of("training_record.json"), List.of("random_fog", "my_own"));

    @TempDir
    Path folder;

    private RobustnessResult result;

    @BeforeEach
    void draw() throws Exception {
        result = DrawnRun.result(folder);
    }

    private static String text(RobustnessResult result, Map<String, TrainingRecord> records) {
        List<SuiteError> errors = new ArrayList<>();
        for (TestedModel model : result.plan().models()) {
            for (Suite suite : Suite.values()) {
                SuiteError.of(result, model, suite, ErrorBaseline.NONE).ifPresent(errors::add);
            }
        }
        return RobustnessJson.text(result, errors, RobustnessFigures.of(result, records));
    }

    private static Map<String, @Nullable Object> first(String text, String list) throws IOException {
        return JsonTree.object(
                JsonTree.array(JsonTree.object(JsonTree.read(text)).get(list)).get(0));
    }

    @Test
    void theFileIsAsTheSchemaSays() throws IOException {
        String text = text(result, Map.of("a", FOG));
        assertThat(RobustnessSchema.problems(JsonTree.read(text))).isEmpty();
        assertThat(text).doesNotContain("NaN", "Infinity", "null");
    }

    @Test
    void theFileOfCellsWithoutScoresIsAsTheSchemaSays() throws IOException {
        RobustnessResult old = new RobustnessResult(
                result.plan(), result.cells(), cell -> CellScores.unknown(cell.rows()), result.leftOut());
        String text = text(old, Map.of());
        assertThat(RobustnessSchema.problems(JsonTree.read(text))).isEmpty();
        assertThat(text).doesNotContain("\"scores\"", "NaN");
    }

    @Test
    void theSchemaRefusesWhatIsNotDocumented() throws IOException {
        Map<String, @Nullable Object> tree = JsonTree.object(JsonTree.read(text(result, Map.of())));
        tree.put("extra", 1L);
        assertThat(RobustnessSchema.problems(tree)).containsExactly("$ has extra");
    }

    @Test
    void aTrainingThatIsNotKnownIsNotCalledNone() throws IOException {
        assertThat(first(text(result, Map.of()), "training"))
                .containsOnly(Map.entry("model", "a"), Map.entry("known", false));
    }

    @Test
    void markedCorruptionsAreNamedAndTheErrorIsGivenWithoutThem() throws IOException {
        String text = text(result, Map.of("a", FOG));
        Map<String, @Nullable Object> training = first(text, "training");
        assertThat(training.get("known")).isEqualTo(true);
        assertThat(training.get("unknown")).isEqualTo(List.of("my_own"));
        assertThat(JsonTree.object(training.get("marked"))).containsOnly(Map.entry("fog", List.of("random_fog")));
        Map<String, @Nullable Object> error = first(text, "errors");
        assertThat(error.get("corruptions")).isEqualTo(2L);
        assertThat(JsonTree.object(error.get("without_marked")).get("corruptions"))
                .isEqualTo(1L);
    }

    @Test
    void anErrorOfMarkedCorruptionsAloneHasNothingWithoutThem() throws IOException {
        TrainingRecord both = new TrainingRecord(List.of("args.yaml"), List.of("random_fog", "ColorJitter"));
        assertThat(first(text(result, Map.of("a", both)), "errors")).doesNotContainKey("without_marked");
    }
}
