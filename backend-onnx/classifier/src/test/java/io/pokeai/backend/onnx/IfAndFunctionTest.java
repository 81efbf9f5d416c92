package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance.Certainty;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.RandomTensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scores are that come from a branch of {@code If} or from a function of the file; {@code make_bodies.py} made the files. */
class IfAndFunctionTest {
    private static final int SIDE = 8;
    private static final int CLASSES = 3;

    @TempDir
    Path folder;

    private final OnnxClassifierFactory factory = new OnnxClassifierFactory();

    private ModelSpec recognise(String name) throws IOException {
        Path file = folder.resolve(name + ".onnx");
        try (InputStream in = IfAndFunctionTest.class.getResourceAsStream("bodies/" + name + ".onnx")) {
            Files.write(file, in.readAllBytes());
        }
        return factory.recognise(ModelSource.of(file)).orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "if_both_softmax, PROBABILITIES, FOUND, graph: If of Softmax",
        "if_both_sigmoid, INDEPENDENT_PROBABILITIES, FOUND, graph: If of Sigmoid",
        "if_both_logits, LOGITS, FOUND, graph: If of Gemm",
        "if_softmax_or_logits, LOGITS, ASSUMED, 'graph: If of Softmax or Gemm, which differ'",
        "if_softmax_or_sigmoid, INDEPENDENT_PROBABILITIES, ASSUMED, 'graph: If of Softmax or Sigmoid, which differ'",
        "softmax_of_if, PROBABILITIES, FOUND, graph: Softmax",
        "if_in_if, PROBABILITIES, FOUND, graph: If of Softmax",
        "if_in_if_differs, LOGITS, ASSUMED, 'graph: If of If of Softmax or Gemm, which differ or Softmax, which differ'",
        "if_of_outer_softmax, PROBABILITIES, FOUND, graph: If of Softmax",
        "function_softmax, PROBABILITIES, FOUND, graph: Softmax",
        "function_of_function, PROBABILITIES, FOUND, graph: Softmax",
        "function_axis, PROBABILITIES, FOUND, graph: Softmax",
        "function_axis_of_pictures, LOGITS, ASSUMED, graph: Softmax over the pictures",
        "function_default_axis, PROBABILITIES, FOUND, graph: Softmax",
        "function_of_the_same_names, INDEPENDENT_PROBABILITIES, FOUND, graph: Sigmoid",
        "function_first_output, LOGITS, FOUND, graph: Gemm",
        "function_second_output, PROBABILITIES, FOUND, graph: Softmax",
        "function_with_if, PROBABILITIES, FOUND, graph: If of Softmax",
        "function_in_if, PROBABILITIES, FOUND, graph: If of Softmax",
        "two_calls, PROBABILITIES, FOUND, graph: Softmax"
    })
    void bodiesAreWalked(String name, ScoreKind kind, Certainty certainty, String source) throws IOException {
        ModelSpec spec = recognise(name);
        assertThat(spec.provenance().output().source()).isEqualTo(source);
        assertThat(spec.output()).isEqualTo(kind);
        assertThat(spec.provenance().output().certainty()).isEqualTo(certainty);
        // What ONNX Runtime answers is what it was taken for.
        try (Classifier classifier =
                factory.open(spec.withOutput(ScoreKind.LOGITS, spec.provenance().output()), OpenOptions.cpu(folder))) {
            ImageTensor picture = RandomTensors.of(1, SIDE, SIDE, 3);
            float[] row = classifier.infer(picture).row(0);
            assertThat(row).hasSize(CLASSES);
            if (certainty == Certainty.FOUND && kind == ScoreKind.PROBABILITIES) {
                assertThat(row[0] + row[1] + row[2]).isCloseTo(1, within(1e-5f));
            }
        }
    }

    @Test
    void percentInBothBranchesIsRefused() {
        assertThatThrownBy(() -> recognise("if_both_percent")).hasMessageContaining("probabilities times 100");
    }
}
