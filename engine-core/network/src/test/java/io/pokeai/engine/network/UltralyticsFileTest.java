package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    @Test
    void theSameArgumentsGiveTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(written());
        assertThat(Files.readAllBytes(written())).isEqualTo(first);
    }

    @Test
    void itsModuleIsTheOneThatWasDescribed() {
        ModuleTree read = CheckpointReader.read(written()).module().orElseThrow();
        assertThat(read.attributes().get("names")).isEqualTo(Map.of(0L, "pikachu", 1L, "mew", 2L, "ピカチュウ"));
        ModuleTree layers = read.child("model").orElseThrow();
        ModuleTree described = ModuleTreeView.of(
                YoloPlan.ALL.get(0).layers(NAMES.size(), ModuleSettings.FRESH, new HalfTensors(network.weights())));
        assertThat(shown(layers)).isEqualTo(shown(described));
        assertThat(ModuleSettings.of(
                        Families.find(CheckpointReader.read(written())).orElseThrow()))
                .isEqualTo(ModuleSettings.of(network));
    }

    /** All of a tree but its elements. */
    private static String shown(ModuleTree tree) {
        return tree.type()
                + new TreeMap<>(tree.attributes())
                + tree.stateDict().tensors().entrySet().stream()
                        .map(tensor -> tensor.getKey()
                                + tensor.getValue().dtype()
                                + tensor.getValue().shape())
                        .toList()
                + tree.children().entrySet().stream()
                        .map(child -> child.getKey() + shown(child.getValue()))
                        .toList();
    }

    @Test
    void settingsOfANetworkThatCameFromAFileAreKept() {
        Network other = with(step -> step.operator() instanceof Operator.BatchNormalisation norm
                ? new Operator.BatchNormalisation(norm.weight(), norm.bias(), norm.mean(), norm.variance(), 1e-3, 0.03)
                : step.operator() instanceof Operator.Dropout ? new Operator.Dropout(0.25) : step.operator());
        Path file = folder.resolve("best.pt");
        UltralyticsFile.write(file, other, other.weights(), NAMES, NOTES);
        assertThat(Families.find(CheckpointReader.read(file)).orElseThrow().steps())
                .isEqualTo(other.steps())
                .isNotEqualTo(network.steps());
    }

    @Test
    void aNetworkThatComputesSomethingElseIsRefusedBeforeItIsTrained() {
        Network other = with(step -> step.operator() instanceof Operator.Activation
                ? new Operator.Activation(Operator.Activation.Function.RELU)
                : step.operator());
        assertThatThrownBy(() -> UltralyticsFile.requireWritable(other))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
                    assertThat(e.getMessage()).contains("yolov8n-cls").contains("unchanged YOLOv8-cls");
                });
        assertThatThrownBy(() -> UltralyticsFile.requireWritable(
                        Families.fresh("mobilenet_v3_small", 3, 1).orElseThrow()))
                .hasMessageContaining("mobilenet_v3_small");
        UltralyticsFile.requireWritable(network);
    }

    private static Network with(Function<Step, Operator> operator) {
        List<Step> steps = network.steps().stream()
                .map(step -> new Step(step.name(), operator.apply(step), step.inputs()))
                .toList();
        return new Network(network.family(), network.architecture(), steps, network.weights(), network.classes());
    }

    @Test
    void nothingIsWrittenOfWeightsThatDoNotFit() throws IOException {
        String name = "model.0.bn.bias";
        assertRefused(name, null, name + " is missing");
        assertRefused(name, Fakes.tensor(17), name + " is [17], expected [16]");
        Tensor large = Tensors.of(
                DType.FLOAT32,
                List.of(16L),
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putFloat(8, 70000));
        assertRefused(name, large, name + " has an element 70000.0");
    }

    private void assertRefused(String name, @Nullable Tensor tensor, String problem) throws IOException {
        Map<String, Tensor> weights = new HashMap<>(network.weights().tensors());
        if (tensor == null) {
            weights.remove(name);
        } else {
            weights.put(name, tensor);
        }
        Path old = Files.writeString(folder.resolve("best.pt"), "old");
        assertThatThrownBy(() -> UltralyticsFile.write(old, network, new StateDict(weights), NAMES, NOTES))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
                    assertThat(e.getMessage()).contains(problem);
                });
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(old);
        }
        assertThat(old).hasContent("old");
    }

    @Test
    void eachClassHasAName() {
        assertThatThrownBy(() -> UltralyticsFile.write(
                        folder.resolve("best.pt"), network, network.weights(), List.of("mew"), NOTES))
                .hasMessageContaining("1 class names for the 3 classes");
    }

    @Test
    void theSizeOfThePicturesIsSaid() {
        assertThatThrownBy(() -> new UltralyticsNotes(Map.of("imgsz", 0), Map.of(), Map.of(), ""))
                .hasMessageContaining("imgsz 0");
        assertThatThrownBy(() -> new UltralyticsNotes(Map.of(), Map.of(), Map.of(), ""))
                .hasMessageContaining("imgsz");
    }
}
