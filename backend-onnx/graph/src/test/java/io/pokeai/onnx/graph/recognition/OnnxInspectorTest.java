package io.pokeai.onnx.graph.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.FileReport;
import io.pokeai.engine.api.backend.FileReport.Fact;
import io.pokeai.engine.api.backend.FileReport.StoredTensor;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxInspectorTest {
    @TempDir
    Path folder;

    private final OnnxInspector inspector = new OnnxInspector();

    @Test
    void saysWhatTheHeaderSays() throws IOException {
        FileReport report =
                inspector.inspect(Files.write(folder.resolve("a.bin"), model())).orElseThrow();
        assertThat(report.format()).isEqualTo("ONNX model");
        assertThat(report.facts())
                .contains(
                        new Fact("producer", "pokeai"),
                        new Fact("operator set", "17"),
                        new Fact("input", "\"x\": [n, 2] float32"),
                        new Fact("output", "\"y\": [n, 2] float32"),
                        new Fact("operators", "MatMul"));
        assertThat(report.classes()).containsExactly("cat", "dog");
        assertThat(report.tensors()).containsExactly(new StoredTensor("w", "float32", List.of(2L, 2L)));
    }

    @Test
    void leavesOtherFilesToOthersUnlessTheirNameSaysOnnx() throws IOException {
        assertThat(inspector.inspect(Files.writeString(folder.resolve("a.txt"), "hello")))
                .isEmpty();
        byte[] cut = Arrays.copyOf(model(), 20);
        assertThat(inspector.inspect(Files.write(folder.resolve("cut.bin"), cut)))
                .isEmpty();
        Path named = Files.write(folder.resolve("cut.onnx"), cut);
        assertThatThrownBy(() -> inspector.inspect(named)).isInstanceOf(EngineException.class);
    }

    private static byte[] model() {
        GraphBuilder graph = new GraphBuilder("g").metadata("names", "{0: 'cat', 1: 'dog'}");
        graph.input("x", Dimension.symbol("n"), Dimension.of(2));
        graph.initializer("w", new float[] {1, 2, 3, 4}, 2, 2);
        graph.add("MatMul", List.of("x", "w"), List.of("y"));
        graph.output("y", Dimension.symbol("n"), Dimension.of(2));
        return graph.toModel();
    }
}
