package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Resize;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real exported models, from the picture file to the scores, against what Python's preprocessing and runtime gave. */
class RealModelsTest {
    private static final Path DATA = Shared.data("");

    /** ONNX Runtime of another version and CPU sums in another order. */
    private static final float TOLERANCE = 1e-4f;

    @TempDir
    Path cache;

    /** What the reference data says of one model. */
    private static final class Expected {
        private String file = "";
        private ScoreKind output = ScoreKind.LOGITS;
        private int resize;
        private int crop;
        private final List<String> pictures = new ArrayList<>();
        private final List<float[]> scores = new ArrayList<>();
    }

    @TestFactory
    Stream<DynamicTest> answersAsPythonDoes() throws IOException {
        Path expected = DATA.resolve("models/onnx/expected.json");
        Shared.require(expected);
        Optional<Imaging> imaging = ServiceLoader.load(Imaging.class).findFirst();
        assumeTrue(imaging.isPresent(), "needs engine-imaging on the class path");
        return read(expected).stream()
                .map(model -> DynamicTest.dynamicTest(model.file, () -> check(model, imaging.orElseThrow())));
    }

    private void check(Expected expected, Imaging imaging) {
        OnnxClassifierFactory factory = new OnnxClassifierFactory();
        Path file = DATA.resolve("models/onnx").resolve(expected.file);
        ModelSpec spec = factory.recognise(ModelSource.of(file)).orElseThrow();
        assertThat(spec.input().resize()).isEqualTo(Resize.shortSide(expected.resize));
        assertThat(spec.input().crop()).isEqualTo(Crop.square(expected.crop));
        assertThat(spec.output()).isEqualTo(expected.output);
        ImageTensor tensor = ImageTensor.allocate(1, expected.crop, expected.crop);
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(cache))) {
            for (int i = 0; i < expected.pictures.size(); i++) {
                Path picture = DATA.resolve("images").resolve(expected.pictures.get(i));
                Path found = Files.exists(picture) ? picture : DATA.resolve(expected.pictures.get(i));
                imaging.normalise(imaging.crop(found, spec.input()), spec.input(), tensor.data());
                assertThat(classifier.infer(tensor).row(0))
                        .as(expected.pictures.get(i))
                        .containsExactly(expected.scores.get(i), Offset.offset(TOLERANCE));
            }
        }
    }

    private static List<Expected> read(Path file) throws IOException {
        List<Expected> models = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    field(parser, models);
                }
            }
        }
        return models;
    }

    private static void field(JsonParser parser, List<Expected> models) throws IOException {
        switch (parser.currentName()) {
            case "file" -> {
                models.add(new Expected());
                last(models).file = parser.nextTextValue();
            }
            case "resize_crop" -> {
                parser.nextToken();
                last(models).resize = parser.nextIntValue(0);
                last(models).crop = parser.nextIntValue(0);
            }
            case "image" -> last(models).pictures.add(parser.nextTextValue());
            case "output" -> output(parser, last(models));
            default -> {}
        }
    }

    /** A text below {@code preprocess}, the scores of a picture below {@code goldens}, or a description. */
    private static void output(JsonParser parser, Expected model) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            model.output = parser.getText().equals("logits") ? ScoreKind.LOGITS : ScoreKind.PROBABILITIES;
        } else if (token == JsonToken.START_ARRAY) {
            List<Float> row = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                row.add(parser.getFloatValue());
            }
            float[] scores = new float[row.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = row.get(i);
            }
            model.scores.add(scores);
        }
    }

    private static Expected last(List<Expected> models) {
        return models.get(models.size() - 1);
    }
}
