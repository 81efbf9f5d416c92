package io.pokeai.backend.yolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two trained folds as a PokeAI run leaves them, from the picture file to the scores, against PyTorch. */
class TrainedFoldsTest {
    private static final Path DATA = Shared.data("");
    private static final float LOGITS = 1e-4f;
    private static final float PROBABILITIES = 1e-5f;

    @TempDir
    Path cache;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void answersAsPyTorchDoes(int fold) throws IOException {
        Path artifacts = DATA.resolve("artifacts");
        Shared.require(artifacts);
        Optional<Imaging> imaging = ServiceLoader.load(Imaging.class).findFirst();
        assumeTrue(imaging.isPresent(), "needs engine-imaging on the class path");
        List<String> classes = Files.readAllLines(artifacts.resolve("classes.txt"));
        YoloClassifierFactory factory = new YoloClassifierFactory();
        ModelSpec spec = factory.recognise(ModelSource.of(
                        artifacts.resolve("yolo_cls_runs/pokemon_yolo_cls_fold" + fold + "/weights/best.pt")))
                .orElseThrow();
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(64));
        assertThat(spec.labels().asList()).isEqualTo(classes);
        FloatBuffer logits = goldens("yolov8n-cls_fold" + fold + "_logits");
        FloatBuffer probabilities = goldens("yolov8n-cls_fold" + fold + "_probabilities");
        ImageTensor tensor = ImageTensor.allocate(1, 64, 64);
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(cache))) {
            for (Path picture : testPictures(artifacts)) {
                imaging.get().normalise(imaging.get().crop(picture, spec.input()), spec.input(), tensor.data());
                Scores scores = classifier.infer(tensor);
                assertClose(scores.row(0), logits, LOGITS, picture + ", logits");
                assertClose(scores.probabilities(0), probabilities, PROBABILITIES, picture + ", probabilities");
            }
        }
        assertThat(logits.hasRemaining()).isFalse();
    }

    private static void assertClose(float[] found, FloatBuffer expected, float tolerance, String what) {
        for (float score : found) {
            assertThat(score).as(what).isCloseTo(expected.get(), org.assertj.core.data.Offset.offset(tolerance));
        }
    }

    private static List<Path> testPictures(Path artifacts) throws IOException {
        List<String> lines = Files.readAllLines(artifacts.resolve("test_split.csv"));
        int column = List.of(lines.get(0).split(",", -1)).indexOf("path");
        return lines.stream()
                .skip(1)
                .map(line -> DATA.resolve("sprites").resolve(line.split(",", -1)[column]))
                .toList();
    }

    private static FloatBuffer goldens(String name) throws IOException {
        byte[] raw = Files.readAllBytes(DATA.resolve("artifacts/goldens/raw/" + name + ".f32"));
        return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
