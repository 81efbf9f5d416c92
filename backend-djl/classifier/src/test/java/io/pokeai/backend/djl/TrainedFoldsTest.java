package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
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
import java.util.ServiceLoader;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folds that Ultralytics has trained, over the test split, against PyTorch; the goldens of the YOLO back end. */
class TrainedFoldsTest {
    private static final Path DATA = Shared.data("");
    private static final Offset<Float> LOGITS = Offset.offset(1e-4f);
    private static final Offset<Float> PROBABILITIES = Offset.offset(1e-5f);

    @TempDir
    Path cache;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void answerAsPyTorchDoes(int fold) throws IOException {
        Path artifacts = DATA.resolve("artifacts");
        Shared.require(artifacts);
        Imaging imaging = ServiceLoader.load(Imaging.class).findFirst().orElseThrow();
        DjlClassifierFactory factory = new DjlClassifierFactory();
        ModelSpec spec = factory.recognise(ModelSource.of(
                        artifacts.resolve("yolo_cls_runs/pokemon_yolo_cls_fold" + fold + "/weights/best.pt")))
                .orElseThrow();
        assertThat(spec.labels().asList()).isEqualTo(Files.readAllLines(artifacts.resolve("classes.txt")));
        FloatBuffer logits = goldens("yolov8n-cls_fold" + fold + "_logits");
        FloatBuffer probabilities = goldens("yolov8n-cls_fold" + fold + "_probabilities");
        int size = spec.input().height();
        ImageTensor tensor = ImageTensor.allocate(1, size, size);
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(cache))) {
            for (Path picture : testPictures(artifacts)) {
                imaging.normalise(imaging.crop(picture, spec.input()), spec.input(), tensor.data());
                Scores scores = classifier.infer(tensor);
                assertThat(scores.row(0)).as(picture.toString()).containsExactly(next(logits, scores), LOGITS);
                assertThat(scores.probabilities(0))
                        .as(picture.toString())
                        .containsExactly(next(probabilities, scores), PROBABILITIES);
            }
        }
        assertThat(logits.hasRemaining()).isFalse();
    }

    private static float[] next(FloatBuffer goldens, Scores scores) {
        float[] row = new float[scores.classes()];
        goldens.get(row);
        return row;
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
