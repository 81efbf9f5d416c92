package io.pokeai.djl.training.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrainingDeviceTest {
    private static OptionalInt notAsked() {
        throw new AssertionError("nobody has named a GPU");
    }

    @Test
    void theCpuIsTakenUnlessAGpuIsNamed() {
        assertThat(TrainingDevice.of(List.of("cpu"), false, TrainingDeviceTest::notAsked))
                .isEqualTo("cpu");
        assertThat(TrainingDevice.of(List.of("cuda", "cpu"), false, TrainingDeviceTest::notAsked))
                .isEqualTo("cpu");
        assertThat(TrainingDevice.of(List.of("cuda"), false, () -> OptionalInt.of(1)))
                .isEqualTo("cuda");
        assertThat(TrainingDevice.of(List.of("cuda:1"), false, () -> OptionalInt.of(2)))
                .isEqualTo("cuda:1");
    }

    @Test
    void whatAGpuLacksIsSaidWithWhatToDo() {
        assertThatThrownBy(() -> TrainingDevice.of(List.of("cuda"), false, OptionalInt::empty))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("A training on cuda is wanted")
                .hasMessageContaining("pytorch-native-cu128")
                .extracting(e -> ((EngineException) e).remedy())
                .asString()
                .contains("--device cpu", "-Dpytorch.flavor=cu128");
        assertThatThrownBy(() -> TrainingDevice.of(List.of("cuda"), false, () -> OptionalInt.of(0)))
                .hasMessageContaining("finds no GPU")
                .hasMessageContaining("nvidia-smi");
        assertThatThrownBy(() -> TrainingDevice.of(List.of("cuda:2"), false, () -> OptionalInt.of(2)))
                .hasMessageContaining("no other GPUs than 0 to 1");
    }

    @Test
    void mixedPrecisionIsNotThere() {
        assertThatThrownBy(() -> TrainingDevice.of(List.of("cpu"), true, TrainingDeviceTest::notAsked))
                .hasMessageContaining("Mixed precision is not there");
    }
}
