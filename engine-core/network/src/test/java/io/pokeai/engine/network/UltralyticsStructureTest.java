package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.PythonValue.Instance;
import io.pokeai.engine.checkpoint.PythonValue.Member;
import io.pokeai.engine.checkpoint.PythonValue.Parameter;
import io.pokeai.engine.checkpoint.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written consists of what a file of Ultralytics consists of: the golden lists one that Ultralytics 8.4.23 left on PyTorch
 * 2.13 ({@code scripts/training/ultralytics_structure.py}).
 */
class UltralyticsStructureTest {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final Pattern GLOBAL = Pattern.compile("c([a-zA-Z_.]{2,60})\n([a-zA-Z_0-9]{2,60})\n");

    @TempDir
    private Path folder;

    private static Network network() {
        return Families.fresh("yolov8n-cls", NAMES.size(), 7).orElseThrow();
    }

    private static UltralyticsNotes notes() {
        return new UltralyticsNotes(Map.of("imgsz", 32), Map.of(), Map.of(), "2026-12-01T04:00:00.000000");
    }

    private static List<String> golden(String... kinds) throws IOException {
        try (InputStream in = UltralyticsStructureTest.class.getResourceAsStream("yolov8n-cls.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> List.of(kinds).contains(line.substring(0, line.indexOf(' '))))
                    .toList();
        }
    }

    @Test
    void itHasTheEntriesAttributesModulesAndTensorsOfUltralytics() throws IOException {
        Map<String, Object> content =
                UltralyticsFile.content(network(), network().weights(), NAMES, notes());
        Instance model = (Instance) content.get("model");
        List<String> lines = new ArrayList<>();
        content.forEach((name, value) -> lines.add("entry " + name + " " + kind(value)));
        lines.add("every module " + attributes(base(model)));
        Map<String, Set<String>> classes = new LinkedHashMap<>();
        objects(model, classes);
        classes.forEach((type, variants) -> variants.forEach(own -> lines.add("class " + type + " " + own)));
        modules("model", model, lines);
        assertThat(lines).containsExactlyElementsOf(golden("entry", "every", "class", "module", "tensor"));
    }

    @Test
    void itNamesTheClassesThatAFileOfUltralyticsNames() throws IOException {
        Path file = folder.resolve("best.pt");
        UltralyticsFile.write(file, network(), network().weights(), NAMES, notes());
        Set<String> found = new TreeSet<>();
        try (ZipFile archive = new ZipFile(file.toFile());
                InputStream pickle = archive.getInputStream(new ZipEntry("archive/data.pkl"))) {
            Matcher globals = GLOBAL.matcher(new String(pickle.readAllBytes(), StandardCharsets.ISO_8859_1));
            while (globals.find()) {
                found.add("global " + globals.group(1) + "." + globals.group(2));
            }
        }
        assertThat(found).containsExactlyElementsOf(golden("global"));
    }

    private static Map<String, Object> base(Instance module) {
        Map<String, Object> base = new LinkedHashMap<>();
        for (Map.Entry<String, Object> item : module.state().entrySet()) {
            base.put(item.getKey(), item.getValue());
            if (item.getKey().equals("_modules")) {
                break;
            }
        }
        return base;
    }

    private static void objects(Object value, Map<String, Set<String>> classes) {
        if (value instanceof Instance instance && !instance.state().isEmpty()) {
            String own = attributes(instance.state());
            if (instance.state().containsKey("_modules")) {
                boolean training = Boolean.TRUE.equals(instance.state().get("training"));
                own = own.replace(attributes(base(instance)), training ? "training" : "evaluating");
            }
            classes.computeIfAbsent(instance.type().toString(), type -> new LinkedHashSet<>())
                    .add(own);
            objects(instance.state(), classes);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> objects(item, classes));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> objects(item, classes));
        }
    }

    private static void modules(String path, Instance module, List<String> lines) {
        lines.add("module " + path + " " + module.type());
        for (String group : List.of("_parameters", "_buffers")) {
            content(module, group)
                    .forEach((name, value) -> lines.add("tensor " + path + "." + name + " " + tensor(value)));
        }
        content(module, "_modules").forEach((name, child) -> modules(path + "." + name, (Instance) child, lines));
    }

    private static Map<?, ?> content(Instance module, String group) {
        return (Map<?, ?>) module.state().get(group);
    }

    private static String tensor(Object value) {
        if (value == PythonValue.NONE) {
            return "None";
        }
        Tensor data = value instanceof Parameter parameter ? parameter.data() : (Tensor) value;
        return kind(value) + " " + (data.dtype() == DType.FLOAT16 ? "Half" : "Long") + " " + data.shape() + " False";
    }

    private static String attributes(Map<String, Object> state) {
        return state.entrySet().stream()
                .map(item -> item.getKey() + ":" + kind(item.getValue()) + shown(item.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String shown(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "=True" : "=False";
        }
        return value instanceof Double number ? "=" + (number == 1e-5 ? "1e-05" : number) : "";
    }

    private static String kind(Object value) {
        if (value instanceof Instance instance) {
            return instance.type().toString();
        }
        if (value instanceof Member member) {
            return member.type().toString();
        }
        Map<Class<?>, String> kinds = new LinkedHashMap<>();
        kinds.put(String.class, "str");
        kinds.put(Boolean.class, "bool");
        kinds.put(Long.class, "int");
        kinds.put(Double.class, "float");
        kinds.put(List.class, "list");
        kinds.put(Map.class, "dict");
        kinds.put(Set.class, "set");
        kinds.put(PythonValue.Tuple.class, "tuple");
        kinds.put(PythonValue.EmptyOrderedDict.class, "OrderedDict");
        kinds.put(PythonValue.None.class, "NoneType");
        kinds.put(Parameter.class, "parameter");
        kinds.put(Tensor.class, "tensor");
        return kinds.entrySet().stream()
                .filter(kind -> kind.getKey().isInstance(value))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
