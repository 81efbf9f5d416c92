package io.pokeai.djl.training.internal.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingDeviceTest {
    @Test
    void theCpuIsAlwaysThere() {
        for (List<String> wanted : List.of(List.of("cpu"), List.of("cuda", "cpu"))) {
            assertThatCode(() -> TrainingDevice.require(wanted, false, false)).doesNotThrowAnyException();
            assertThatCode(() -> TrainingDevice.require(wanted, false, true)).doesNotThrowAnyException();
        }
    }

    @Test
    void aGpuIsRefusedWithWhatIsMissingAndWhatToDo() {
        assertThatThrownBy(() -> TrainingDevice.require(List.of("cuda"), false, false))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("trains on the CPU only")
                .hasMessageContaining("pytorch-native-cu128")
                .extracting(e -> ((EngineException) e).remedy())
                .asString()
                .contains("--device cpu", "-Dpytorch.flavor=cu128");
        assertThatThrownBy(() -> TrainingDevice.require(List.of("cuda"), false, true))
                .hasMessageContaining("trains on the CPU only")
                .hasMessageNotContaining("missing");
    }

    @Test
    void mixedPrecisionIsNotThere() {
        assertThatThrownBy(() -> TrainingDevice.require(List.of("cpu"), true, true))
                .hasMessageContaining("Mixed precision is not there");
    }
}
