package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.CheckpointFormat;
import io.pokeai.engine.checkpoint.Digests;
import io.pokeai.engine.checkpoint.ReferenceCheckpoints;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every container and content that PyTorch writes, against what PyTorch says is in it. */
class VariantsTest {
    private static final String FOLDER = "variants";

    @TestFactory
    Stream<DynamicTest> readsWhatPyTorchWrote() throws IOException {
        List<Path> files = ReferenceCheckpoints.checkpoints(FOLDER);
        Map<String, Map<String, Object>> expected = ReferenceCheckpoints.expected(FOLDER);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> check(file, expected.get(file.getFileName().toString()))));
    }

    private static void check(Path file, Map<String, Object> expected) {
        switch ((String) expected.get("expect")) {
            case "ok" -> agrees(CheckpointReader.read(file), expected);
            case "ok-or-refused" -> {
                try {
                    agrees(CheckpointReader.read(file), expected);
                } catch (EngineException e) {
                    assertThat(e.code()).isIn(ErrorCode.MODEL_INVALID, ErrorCode.MODEL_REFUSED);
                }
            }
            case "refused-not-a-state-dict" -> assertInvalid(file, "not a state dict");
            case "refused-unsupported" -> assertInvalid(file, " tensor");
            case "refused-torchscript" -> {
                assertInvalid(file, "TorchScript");
                assertThat(CheckpointReader.format(file)).contains(CheckpointFormat.TORCHSCRIPT);
            }
            default -> throw new AssertionError(expected);
        }
        if (!((String) expected.get("expect")).endsWith("torchscript") && !file.endsWith("zip_after_junk.pth")) {
            assertThat(CheckpointReader.looksLikeCheckpoint(file)).isTrue();
        }
    }

    @SuppressWarnings("unchecked")
    private static void agrees(Checkpoint checkpoint, Map<String, Object> expected) {
        List<Map<String, Object>> tensors = (List<Map<String, Object>>) expected.get("tensors");
        if (expected.containsKey("tensors_sha256")) {
            assertThat(checkpoint.stateDict().tensors()).hasSize(((Number) expected.get("tensor_count")).intValue());
            assertThat(Digests.of(checkpoint.stateDict())).isEqualTo(expected.get("tensors_sha256"));
        } else {
            assertThat(checkpoint.stateDict().tensors()).hasSameSizeAs(tensors);
        }
        Iterator<Map.Entry<String, Tensor>> read =
                checkpoint.stateDict().tensors().entrySet().iterator();
        for (Map<String, Object> tensor : tensors) {
            Map.Entry<String, Tensor> found = read.next();
            assertThat(found.getKey()).isEqualTo(tensor.get("name"));
            assertThat(found.getValue().dtype().pytorchName()).isEqualTo(tensor.get("dtype"));
            assertThat(found.getValue().shape()).isEqualTo(tensor.get("shape"));
            assertThat(Digests.of(found.getValue())).as(found.getKey()).isEqualTo(tensor.get("sha256"));
        }
        assertThat(checkpoint.module().isPresent()).isEqualTo("module".equals(expected.get("kind")));
    }

    private static void assertInvalid(Path file, String words) {
        assertThatThrownBy(() -> CheckpointReader.read(file)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
            assertThat(e.problem()).startsWith(file.getFileName() + ": ").contains(words);
        });
    }

    @Test
    void keepsPlainValuesBesideTheWeights() {
        Checkpoint checkpoint = CheckpointReader.read(Shared.at("checkpoints/variants/training_checkpoint.pth"));
        assertThat(checkpoint.entries())
                .containsEntry("epoch", 12L)
                .containsEntry("args", Map.of("lr", 3e-4, "name", "r18"))
                .containsEntry("size", List.of(1L, 3L));
    }
}
