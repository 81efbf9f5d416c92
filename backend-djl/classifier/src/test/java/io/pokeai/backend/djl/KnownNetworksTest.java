package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.network.testkit.TinyModels;
import io.pokeai.engine.network.testkit.WrittenYolo;
import io.pokeai.engine.spi.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each family from the file to the logits, against PyTorch: the files and goldens of the ONNX back ends. */
class KnownNetworksTest {
    // float32 against float64; as a part of the largest logit. PyTorch's own float32 is off by up to 5e-6.
    private static final double TOLERANCE = 2e-5;
    private static final double YOLO_TOLERANCE = 2e-6;

    @TempDir
    Path folder;

    private final DjlClassifierFactory factory = new DjlClassifierFactory();

    @ParameterizedTest
    @MethodSource("io.pokeai.engine.network.testkit.KnownNetwork#names")
    void torchvisionsFamiliesAnswerAsPyTorchDoes(String name) {
        KnownNetwork network = KnownNetwork.read(name);
        ModelSpec spec = recognise(network.source(network.write(folder.resolve(name + ".pth"))));
        assertThat(spec.backend()).isEqualTo("djl");
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            check(network.logits(), classifier.infer(network.pictures()), TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("io.pokeai.engine.network.testkit.TinyModels#names")
    void ultralyticsClassifiersAnswerAsPyTorchDoes(String name) throws IOException {
        ModelSpec spec = recognise(ModelSource.of(TinyModels.write(name, folder.resolve("best.pt"))));
        assertThat(spec.labels().asList()).containsExactly("bulba saur", "Évoli", "farfetch'd", "mew");
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(TinyModels.SIZE));
        assertThat(spec.ensemble()).isEqualTo(ModelSpec.EnsembleRule.MEAN_PROBABILITIES);
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            Scores scores = classifier.infer(TinyModels.pictures());
            assertThat(scores.kind()).isEqualTo(ScoreKind.LOGITS);
            check(TinyModels.logits(name), scores, YOLO_TOLERANCE);
        }
    }

    @Test
    void aWrittenFileAnswersAsUltralyticsWouldWithItsWeights() throws IOException {
        ModelSpec spec = recognise(ModelSource.of(WrittenYolo.write(folder.resolve("best.pt"))));
        assertThat(spec.labels().asList()).isEqualTo(WrittenYolo.CLASSES);
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(TinyModels.SIZE));
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            check(WrittenYolo.logits(), classifier.infer(TinyModels.pictures()), YOLO_TOLERANCE);
        }
    }

    @Test
    void theMemoryOfAModelIsThatOfItsWeights() {
        KnownNetwork network = KnownNetwork.read("vgg11");
        ModelSpec spec = recognise(network.source(network.write(folder.resolve("vgg11.pth"))));
        long elements = network.tensors().values().stream()
                .mapToLong(tensor -> tensor.elements())
                .sum();
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            assertThat(classifier.info().memoryBytes()).isEqualTo(elements * Float.BYTES);
        }
    }

    @Test
    void aFileThatHasChangedMeanwhileIsAnError() throws IOException {
        KnownNetwork network = KnownNetwork.read("resnet_basic");
        Path file = network.write(folder.resolve("resnet.pth"));
        ModelSpec spec = recognise(network.source(file));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> factory.open(spec, OpenOptions.cpu(folder)).close())
                .hasMessageStartingWith("resnet.pth: ");
    }

    @Test
    void leavesCheckpointsToTheOnnxBackEnds() {
        assertThat(factory.ranking()).isLessThan(0);
    }

    private ModelSpec recognise(ModelSource source) {
        return factory.recognise(source).orElseThrow();
    }

    private static void check(List<float[]> expected, Scores scores, double tolerance) {
        for (int i = 0; i < expected.size(); i++) {
            float[] row = expected.get(i);
            double largest = IntStream.range(0, row.length)
                    .mapToDouble(c -> Math.abs(row[c]))
                    .reduce(1, Math::max);
            assertThat(scores.row(i)).containsExactly(row, Offset.offset((float) (tolerance * largest)));
        }
    }
}
