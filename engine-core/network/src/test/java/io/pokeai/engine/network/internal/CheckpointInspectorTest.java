package io.pokeai.engine.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.FileReport;
import io.pokeai.engine.api.backend.FileReport.StoredTensor;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointInspectorTest {
    @TempDir
    Path folder;

    private final CheckpointInspector inspector = new CheckpointInspector();

    @Test
    void listsTheTensorsOfAnyCheckpoint() throws IOException {
        FileReport report = inspector.inspect(checkpoint()).orElseThrow();
        assertThat(report.format()).isEqualTo("PyTorch checkpoint");
        assertThat(report.facts().get(0).value()).startsWith("of no family that is known here: ");
        assertThat(report.tensors())
                .containsExactly(
                        new StoredTensor("b", "float16", List.of(2L, 1L)), new StoredTensor("a", "int64", List.of()));
    }

    @Test
    void damagedOnesAreErrorsAndOthersAreLeftAlone() throws IOException {
        byte[] whole = Files.readAllBytes(checkpoint());
        Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, whole.length - 30));
        assertThatThrownBy(() -> inspector.inspect(cut)).isInstanceOf(EngineException.class);
        assertThat(inspector.inspect(Files.writeString(folder.resolve("a.txt"), "hello")))
                .isEmpty();
    }

    private Path checkpoint() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensors.of(DType.FLOAT16, List.of(2L, 1L), ByteBuffer.allocate(4)));
        tensors.put("a", Tensors.of(DType.INT64, List.of(), ByteBuffer.allocate(8)));
        Path file = folder.resolve("a.pth");
        CheckpointWriter.write(file, new StateDict(tensors));
        return file;
    }
}
