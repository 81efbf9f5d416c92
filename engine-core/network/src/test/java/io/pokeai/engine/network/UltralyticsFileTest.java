package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UltralyticsFileTest {
    private static final List<String> NAMES = List.of("pikachu", "mew", "ピカチュウ");
    private static final UltralyticsNotes NOTES = new UltralyticsNotes(
            Map.of("imgsz", 64, "task", "classify", "time", Optional.empty()),
            Map.of("metrics/accuracy_top1", 0.75),
            Map.of("epoch", List.of(1.0, 2.0)),
            "2026-12-01T04:00:00.000000");

    private static Network network;

    @TempDir
    private Path folder;

    @BeforeAll
    static void draw() {
        network = Families.fresh("yolov8n-cls", NAMES.size(), 7).orElseThrow();
    }

    private Path written() {
        Path file = folder.resolve("best.pt");
        UltralyticsFile.write(file, network, network.weights(), NAMES, NOTES);
        return file;
    }

    @Test
    void isReadAsTheNetworkThatWasWritten() {
        Checkpoint read = CheckpointReader.read(written());
        Network found = Families.find(read).orElseThrow();
        assertThat(found.architecture()).isEqualTo("yolov8n-cls");
        assertThat(found.steps()).isEqualTo(network.steps());
        assertThat(found.classes()).isEqualTo(3);
        assertThat(read.entries()).containsEntry("epoch", -1L).containsEntry("train_metrics", NOTES.metrics());
        assertThat(found.weights().tensors().keySet())
                .containsExactlyInAnyOrderElementsOf(network.weights().tensors().keySet());
        found.weights().tensors().forEach((name, tensor) -> {
            assertThat(tensor.dtype()).isEqualTo(DType.FLOAT16);
            assertThat(tensor.bytes())
                    .as(name)
                    .isEqualTo(Tensors.half(name, network.weight(name)).bytes());
        });
    }
}
