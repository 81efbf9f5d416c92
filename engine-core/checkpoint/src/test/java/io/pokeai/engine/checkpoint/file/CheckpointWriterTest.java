package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.CheckpointFormat;
import io.pokeai.engine.checkpoint.Digests;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.TestTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {
    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasWritten() {
        StateDict tensors = TestTensors.ofEveryType();
        Path file = folder.resolve("model.pth");
        CheckpointWriter.write(file, tensors);
        Checkpoint read = CheckpointReader.read(file);
        assertThat(read.stateDict().tensors().keySet())
                .containsExactlyElementsOf(tensors.tensors().keySet());
        assertThat(Digests.of(read.stateDict())).isEqualTo(Digests.of(tensors));
        assertThat(read.module()).isEmpty();
        assertThat(read.entries()).isEmpty();
        assertThat(CheckpointReader.format(file)).contains(CheckpointFormat.ZIP);
    }

    @Test
    void keepsNamesOfAnyKind() {
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (String name :
                List.of("", "ピカチュウ.weight", "w/with slash", "emoji😀", "\ud800", "line\nfeed", "a".repeat(300))) {
            named.put(name, TestTensors.floats(List.of(2L), 1, 2));
        }
        Path file = folder.resolve("names.pth");
        CheckpointWriter.write(file, new StateDict(named));
        assertThat(CheckpointReader.read(file).stateDict().tensors().keySet())
                .containsExactlyElementsOf(named.keySet());
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        CheckpointWriter.write(folder.resolve("a.pth"), TestTensors.ofEveryType());
        CheckpointWriter.write(folder.resolve("b.pth"), TestTensors.ofEveryType());
        assertThat(folder.resolve("a.pth")).hasSameBinaryContentAs(folder.resolve("b.pth"));
    }

    @Test
    void readsAndWritesAnEmptyStateDict() {
        Path file = folder.resolve("empty.pth");
        CheckpointWriter.write(file, new StateDict(Map.of()));
        assertThat(CheckpointReader.read(file).stateDict().tensors()).isEmpty();
    }

    @Test
    void replacesAFileAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("model.pth"), "old");
        CheckpointWriter.write(file, TestTensors.ofEveryType());
        assertThat(CheckpointReader.looksLikeCheckpoint(file)).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhereItCannotWrite() {
        Path file = folder.resolve("missing").resolve("model.pth");
        assertThatThrownBy(() -> CheckpointWriter.write(file, TestTensors.ofEveryType()))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                    assertThat(e.problem()).contains("model.pth: cannot be written");
                });
    }

    @Test
    void leavesTheOldFileWhenATensorFails() throws IOException {
        Path file = Files.writeString(folder.resolve("model.pth"), "old");
        Tensor failing = new FailingTensor();
        assertThatThrownBy(() -> CheckpointWriter.write(file, new StateDict(Map.of("w", failing))))
                .isInstanceOf(EngineException.class);
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
