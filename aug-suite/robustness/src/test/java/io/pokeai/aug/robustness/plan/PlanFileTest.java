package io.pokeai.aug.robustness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.DrawnData;
import io.pokeai.aug.robustness.FakeAnswers;
import io.pokeai.aug.robustness.FakeAugmentation;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {
    @TempDir
    Path folder;

    private PlanFile read(String text) throws Exception {
        Path file = folder.resolve("plan.json");
        Files.writeString(file, text);
        return PlanFile.read(file);
    }

    @Test
    void everyFieldIsReadAndPathsAreRelativeToTheFile() throws Exception {
        PlanFile plan = read("""
                {"models": ["a", {"name": "b", "version": "11"}], "suites": ["pokeai"],
                 "corruptions": ["fog:3", {"name": "snow", "severities": [1, 2]}, "frost"], "severities": [1, 5],
                 "seeds": [0, -7], "data": "pictures", "split": "../test.csv", "data_root": "ab",
                 "normalise": "b", "output": ".", "predictions": true}
                """);
        assertThat(plan.models())
                .containsExactly(new PlanFile.Model("a", Optional.empty()), new PlanFile.Model("b", Optional.of("11")));
        assertThat(plan.corruptions().stream().flatMap(each -> each.texts().stream()))
                .containsExactly("fog:3", "snow:1", "snow:2", "frost");
        assertThat(plan.suites()).containsExactly("pokeai");
        assertThat(plan.severities()).containsExactly(1, 5);
        assertThat(plan.seeds()).containsExactly(0L, -7L);
        assertThat(plan.data()).contains(folder.resolve("pictures"));
        assertThat(plan.split()).contains(folder.resolveSibling("test.csv"));
        assertThat(plan.output()).contains(folder);
        assertThat(plan.normalise()).contains("b");
        assertThat(plan.predictions()).isTrue();
    }

    @Test
    void aPlanThatSaysNothingLeavesEverythingToDefaults() throws Exception {
        assertThat(read("{}")).isEqualTo(PlanFile.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'model': ['a']}                            | 'model', which is not known; known are corruptions, data,
                    {'models': 'a'}                             | the field 'models' is a, expected a list.
                    {'models': [{'nam': 'a'}]}                  | 'models[0].nam', which is not known; known are name, version.
                    {'models': [{'version': 'a'}]}              | does not have the field 'models[0].name'.
                    {'severities': ['1']}                       | expected a list of whole numbers.
                    {'seeds': [0.5]}                            | the field 'seeds' is [0.5], expected a list of whole numbers.
                    {'seeds': [99999999999999999999]}           | expected a list of whole numbers.
                    {'corruptions': [3]}                        | expected a list of texts or objects.
                    {'corruptions': [{'name': 'fog', 'severities': [-1]}]} | expected a list of whole numbers.
                    {'predictions': 'yes'}                      | the field 'predictions' is yes, expected true or false.
                    {'data': null}                              | the field 'data' is null, expected a text.
                    {'data': 'a', 'data': 'b'}                  | is not JSON: Duplicate field 'data'
                    {} {}                                       | goes on after its JSON object.
                    """)
    void whatIsWrongIsNamedWithWhatIsAllowed(String text, String message) {
        assertThatThrownBy(() -> read(text.replace('\'', '"')))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theWrittenPlanMakesTheRunAgain() throws Exception {
        FakeAnswers fakes = new FakeAnswers();
        Path data = Files.createDirectories(folder.resolve("data"));
        RobustnessPlan plan = new RobustnessPlan(
                List.of(fakes.model("one", "11", 0, 1)),
                List.of(
                        PlannedCorruption.of(FakeAugmentation.fog(), List.of(1, 3)),
                        PlannedCorruption.of(FakeAugmentation.noise(), List.of(1))),
                5,
                DrawnData.write(data, 3));
        Path output = folder.resolve("runs").resolve("first");
        new WrittenPlan(plan, data, Optional.of(folder.resolve("test.csv")), "none", true, false).write(output);

        PlanFile again = PlanFile.read(output.resolve("plan.json"));
        assertThat(again)
                .isEqualTo(new PlanFile(
                        List.of(new PlanFile.Model("one", Optional.of("11"))),
                        List.of(),
                        List.of(
                                new PlanFile.Corruption("fog", List.of(1, 3)),
                                new PlanFile.Corruption("white_noise", List.of(1))),
                        List.of(),
                        List.of(5L),
                        Optional.of(data),
                        Optional.of(folder.resolve("test.csv")),
                        Optional.of(plan.pictures().root()),
                        Optional.of("none"),
                        Optional.of(output),
                        false,
                        false));
        assertThat(Files.readString(output.resolve("plan.json")))
                .contains("\"../../data\"")
                .doesNotContain(folder.toString());
    }
}
