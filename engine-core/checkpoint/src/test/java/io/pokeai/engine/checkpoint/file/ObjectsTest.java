package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.PythonValue.ClassName;
import io.pokeai.engine.checkpoint.PythonValue.EmptyOrderedDict;
import io.pokeai.engine.checkpoint.PythonValue.Instance;
import io.pokeai.engine.checkpoint.PythonValue.Member;
import io.pokeai.engine.checkpoint.PythonValue.Parameter;
import io.pokeai.engine.checkpoint.PythonValue.Tuple;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.TestTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dicts with objects in them, written and read. */
class ObjectsTest {
    private static final Tensor WEIGHT = TestTensors.floats(List.of(2L), 0.5f, -1);

    @TempDir
    private Path folder;

    private Checkpoint written(Map<String, Object> items) {
        Path file = folder.resolve("objects.pt");
        CheckpointWriter.write(file, items);
        return CheckpointReader.read(file);
    }

    private static Instance module(String type, Map<String, Object> children, Map<String, Object> own) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("_parameters", children.isEmpty() ? Map.of("weight", new Parameter(WEIGHT)) : Map.of());
        state.put("_buffers", Map.of());
        state.put("_non_persistent_buffers_set", Set.of());
        state.put("_modules", children);
        state.putAll(own);
        return new Instance(ClassName.of(type), state);
    }

    @Test
    void valuesOfEveryKindComeBack() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("text", "ピカ\\nチュウ");
        own.put("truth", true);
        own.put("lie", false);
        own.put("real", 0.1);
        own.put("negative", -2.5e300);
        own.put("integers", List.of(0L, 255L, 256L, -1L, 1L << 40, Long.MIN_VALUE));
        own.put("int", 7);
        own.put("tuple", Tuple.of(1L, Tuple.of(), "x"));
        own.put("empty", List.of());
        own.put("dict", Map.of(3L, "three"));
        own.put("hooks", new EmptyOrderedDict());
        own.put("set", Set.of("only"));
        own.put("none", PythonValue.NONE);
        own.put("stride", WEIGHT);
        own.put("mode", new Member(ClassName.of("torchvision.transforms.functional.InterpolationMode"), "bilinear"));
        ModuleTree read = written(Map.of("model", module("ultralytics.nn.tasks.Any", Map.of(), own)))
                .module()
                .orElseThrow();
        assertThat(read.type()).isEqualTo("ultralytics.nn.tasks.Any");
        assertThat(read.attributes())
                .containsEntry("text", "ピカ\\nチュウ")
                .containsEntry("truth", true)
                .containsEntry("lie", false)
                .containsEntry("real", 0.1)
                .containsEntry("negative", -2.5e300)
                .containsEntry("integers", List.of(0L, 255L, 256L, -1L, 1L << 40, Long.MIN_VALUE))
                .containsEntry("int", 7L)
                .containsEntry("tuple", List.of(1L, List.of(), "x"))
                .containsEntry("empty", List.of())
                .containsEntry("dict", Map.of(3L, "three"))
                .containsEntry("hooks", Map.of())
                .containsEntry("set", List.of("only"))
                .doesNotContainKeys("none", "stride", "mode");
        assertThat(read.parameters().get("weight").bytes()).isEqualTo(WEIGHT.bytes());
    }

    @Test
    void oneObjectInManyPlacesStaysOne() {
        Instance shared = module("torch.nn.modules.linear.Linear", Map.of(), Map.of("in_features", 2L));
        Map<String, Object> children = new LinkedHashMap<>();
        IntStream.range(0, 300).forEach(i -> children.put(String.valueOf(i), shared));
        Path file = folder.resolve("objects.pt");
        CheckpointWriter.write(
                file, Map.of("model", module("torch.nn.modules.container.Sequential", children, Map.of())));
        ModuleTree read = CheckpointReader.read(file).module().orElseThrow();
        assertThat(read.children()).hasSize(300);
        Tensor first = read.children().get("0").parameters().get("weight");
        assertThat(read.children().values())
                .allMatch(child -> child.parameters().get("weight") == first)
                .allMatch(child -> child.simpleType().equals("Linear"));
        // Names and the object are written once: a tensor would take 64 bytes alone.
        assertThat(file.toFile().length()).isLessThan(10_000);
    }

    @Test
    void moreObjectsThanOneByteCountsAreKeptApart() {
        Map<String, Object> children = new LinkedHashMap<>();
        IntStream.range(0, 400)
                .forEach(i -> children.put(
                        "child" + i, module("torch.nn.modules.linear.Linear", Map.of(), Map.of("number", (long) i))));
        ModuleTree read = written(Map.of("model", module("torch.nn.modules.container.Sequential", children, Map.of())))
                .module()
                .orElseThrow();
        IntStream.range(0, 400)
                .forEach(i -> assertThat(read.children().get("child" + i).attributes())
                        .containsEntry("number", (long) i));
    }

    @Test
    void halvesAreRoundedAndHalvesStayAsTheyAre() {
        Tensor half = Tensors.half("w", TestTensors.floats(List.of(3L), 1, 0.1f, -65504));
        assertThat(half.dtype()).isEqualTo(DType.FLOAT16);
        assertThat(half.floats().get(1)).isEqualTo(0x1.998p-4f);
        assertThat(Tensors.half("w", half)).isSameAs(half);
        assertThatThrownBy(() -> Tensors.half("w", TestTensors.floats(List.of(1L), 65520)))
                .hasMessageContaining("w has an element 65520.0");
    }

    @Test
    void otherValuesAreABug() {
        assertThatThrownBy(() -> written(Map.of("x", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> ClassName.of("Conv2d")).hasMessageContaining("without a module: Conv2d");
    }
}
