package io.pokeai.backend.yolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.network.testkit.TinyModels;
import io.pokeai.engine.network.testkit.WrittenYolo;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YoloClassifierFactoryTest {
    // float32 against float64.
    private static final Offset<Float> TOLERANCE = Offset.offset(2e-6f);

    private final YoloClassifierFactory factory = new YoloClassifierFactory();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.pokeai.engine.network.testkit.TinyModels#names")
    void answersAsPyTorchDoes(String name) throws IOException {
        Path file = TinyModels.write(name, folder.resolve(name + ".pt"));
        ModelSpec spec = factory.recognise(ModelSource.of(file)).orElseThrow();
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder.resolve("cache")))) {
            Scores scores = classifier.infer(TinyModels.pictures());
            assertThat(scores.kind()).isEqualTo(ScoreKind.LOGITS);
            for (int i = 0; i < 2; i++) {
                assertThat(scores.row(i))
                        .containsExactly(TinyModels.logits(name).get(i), TOLERANCE);
            }
        }
    }

    @Test
    void answersWithAWrittenFileAsUltralyticsWouldWithItsWeights() throws IOException {
        ModelSpec spec = factory.recognise(ModelSource.of(WrittenYolo.write(folder.resolve("best.pt"))))
                .orElseThrow();
        assertThat(spec.labels().asList()).isEqualTo(WrittenYolo.CLASSES);
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(TinyModels.SIZE));
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder.resolve("cache")))) {
            Scores scores = classifier.infer(TinyModels.pictures());
            for (int i = 0; i < 2; i++) {
                assertThat(scores.row(i)).containsExactly(WrittenYolo.logits().get(i), TOLERANCE);
            }
        }
    }

    @Test
    void readsNamesAndSizeFromTheCheckpoint() throws IOException {
        Path file = TinyModels.write("tiny_v8", folder.resolve("best.pt"));
        ModelSpec spec = factory.recognise(ModelSource.of(file).withDefaultLabels(Labels.numbered(9)))
                .orElseThrow();
        assertThat(spec.backend()).isEqualTo("yolo");
        assertThat(spec.labels().asList()).containsExactly("bulba saur", "Évoli", "farfetch'd", "mew");
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(32));
        assertThat(spec.ensemble()).isEqualTo(ModelSpec.EnsembleRule.MEAN_PROBABILITIES);
    }

    @Test
    void readsWhatUltralyticsExports() throws IOException {
        Path file = Files.write(folder.resolve("best.onnx"), ExportedModels.classifier("classify", 64));
        ModelSpec spec = factory.recognise(ModelSource.of(file)).orElseThrow();
        assertThat(spec.backend()).isEqualTo("yolo");
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(64));
        assertThat(spec.output()).isEqualTo(ScoreKind.PROBABILITIES);
        assertThat(spec.ensemble()).isEqualTo(ModelSpec.EnsembleRule.MEAN_PROBABILITIES);
    }

    @Test
    void refusesOtherTasks() throws IOException {
        Path file = Files.write(folder.resolve("detect.onnx"), ExportedModels.classifier("detect", 64));
        assertThatThrownBy(() -> factory.recognise(ModelSource.of(file)))
                .hasMessageStartingWith("detect.onnx: ")
                .hasMessageContaining("'detect'");
    }

    @Test
    void leavesGraphsAndCheckpointsOfOthersAlone() throws IOException {
        GraphBuilder graph = new GraphBuilder("plain");
        graph.input("x", Dimension.symbol("n"), Dimension.of(3), Dimension.of(8), Dimension.of(8));
        graph.add("Flatten", List.of("x"), List.of("y"));
        graph.output("y", Dimension.symbol("n"), Dimension.of(192));
        Path onnx = Files.write(folder.resolve("plain.onnx"), graph.toModel());
        assertThat(factory.recognise(ModelSource.of(onnx))).isEqualTo(Optional.empty());

        Path tiny = TinyModels.write("tiny_v8", folder.resolve("best.pt"));
        Path stateDict = folder.resolve("state_dict.pth");
        CheckpointWriter.write(stateDict, CheckpointReader.read(tiny).stateDict());
        assertThat(factory.recognise(ModelSource.of(stateDict))).isEqualTo(Optional.empty());
    }

    @Test
    void ranksAboveTheOnnxBackEnd() {
        assertThat(factory.ranking()).isGreaterThan(0);
    }
}
