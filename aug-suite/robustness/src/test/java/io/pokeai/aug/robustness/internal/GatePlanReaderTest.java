package io.pokeai.aug.robustness.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.FakeAugmentation;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatePlanReaderTest {
    @TempDir
    Path folder;

    private final RobustnessGate gate = new RobustnessGate(
            List.of(FakeAugmentation.fog(), FakeAugmentation.of("rain", 11, 1, true), FakeAugmentation.noise()));

    @Test
    void everyFieldIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), """
                {"data": "pictures", "split": "/splits/test.csv", "suites": ["edge"], "corruptions": ["fog:1", "rain"],
                 "severities": [1, 3], "seed": 5, "margin": "0.5pt", "alpha": 0.1, "gate_seed": 7, "sequential": true,
                 "report": "out", "accept": "inconclusive"}
                """);
        GatePlan plan = GatePlanReader.read(file);
        assertThat(plan.data()).contains(folder.resolve("pictures"));
        assertThat(plan.split()).contains(Path.of("/splits/test.csv"));
        assertThat(plan.suites()).containsExactly("edge");
        assertThat(plan.corruptions()).containsExactly("fog:1", "rain");
        assertThat(plan.severities()).containsExactly(1, 3);
        assertThat(plan.seed()).isEqualTo(5);
        assertThat(plan.terms().margin()).isEqualTo(.005);
        assertThat(plan.terms().alpha()).isEqualTo(.1);
        assertThat(plan.terms().draws().seed()).isEqualTo(7);
        assertThat(plan.sequential()).isTrue();
        assertThat(plan.report(Path.of("/artifacts"), "pets")).isEqualTo(folder.resolve("out"));
        assertThat(plan.acceptsInconclusive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data': 'pictures', 'splt': 'a.csv'} | has the field 'splt', which is not known; known are accept, alpha",
                "{'data': 'pictures', 'margin': '1'} | '1' is not a margin",
                "{'data': 'pictures', 'alpha': 'x'} | the field 'alpha' is x, expected a number",
                "{'data': 'pictures', 'alpha': 0.7} | error probability of 0.7",
                "{'data': 'pictures', 'corruptions': ['fog'], 'severities': [0]} | 0",
                "{'data': 'pictures', 'accept': 'all'} | the field 'accept' is all, expected pass or inconclusive",
                "{'data': 'pictures', 'sequential': 1} | the field 'sequential' is 1, expected true or false",
                "{'data': 'pictures', 'corruptions': ['smog']} | There is no augmentation 'smog'",
                "{'data': 'pictures', 'corruptions': ['fog:1+rain']} | is a composition",
                "{'data': 'pictures', 'corruptions': ['fog'], 'severities': [4]} | fog",
                "{'data': 'pictures', 'suites': ['edge']} | No corruption of the suite 'edge'",
                "{'data': 'pictures', 'data': 'b'} | Duplicate field 'data'",
                "{'margin': '1pt'} | names no pictures",
                "[] | is not a JSON object",
                "{'data': 'pictures'} {} | goes on after its JSON object"
            })
    void aPlanThatIsWrongIsRefusedBeforeAnythingIsOpened(String plan, String says) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), plan.replace('\'', '"'));
        assertThatThrownBy(() -> gate.check(file))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(says);
    }

    @Test
    void aPlanThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> gate.check(folder.resolve("none.json")))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_FILE));
    }
}
