package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.backend.onnx.OnnxClassifierFactory;
import io.pokeai.backend.yolo.YoloClassifierFactory;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks of full size, from the picture file to the scores, against PyTorch and against the ONNX back ends:
 * {@code -Dpokeai.zoo=DIR} with {@code <model>.pth} or {@code .pt} and {@code goldens/<model>.json}.
 */
@Tag("slow")
class ZooParityTest {
    private static final Path ZOO = Path.of(System.getProperty("pokeai.zoo", "pokeai.zoo-is-not-set"));
    private static final Path DATA = Shared.data("");
    // float32 sums in another order; as a part of the largest logit.
    private static final double LOGITS = 1e-4;
    // 152 layers on random weights: PyTorch itself is off by as much, from one thread to two.
    private static final double LOGITS_OF_RESNET152 = 4e-4;
    private static final double PROBABILITIES = 1e-5;

    @TempDir
    Path cache;

    private record Picture(String path, List<Float> logits) {}

    /** The largest difference of logits, as a part of the largest logit or 1, and of probabilities. */
    private record Difference(double logits, double probabilities) {
        Difference and(Difference other) {
            return new Difference(Math.max(logits, other.logits), Math.max(probabilities, other.probabilities));
        }

        static Difference of(float[] found, float[] expected) {
            double scale = largest(expected, new float[expected.length]);
            return new Difference(
                    largest(found, expected) / Math.max(1, scale), largest(softmax(found), softmax(expected)));
        }

        private static double largest(float[] a, float[] b) {
            return IntStream.range(0, a.length)
                    .mapToDouble(i -> Math.abs(a[i] - b[i]))
                    .max()
                    .orElse(0);
        }

        private static float[] softmax(float... logits) {
            Scores scores = new Scores(io.pokeai.engine.api.ScoreKind.LOGITS, 1, logits.length, logits);
            return scores.probabilities(0);
        }
    }

    @TestFactory
    Stream<DynamicTest> answersAsPyTorchAndAsTheOnnxBackEnds() throws IOException {
        assumeTrue(Files.isDirectory(ZOO.resolve("goldens")), "needs -Dpokeai.zoo=DIR with networks and their goldens");
        Shared.require(DATA);
        Imaging imaging = ServiceLoader.load(Imaging.class).findFirst().orElseThrow();
        try (var files = Files.list(ZOO)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".pth") || file.toString().endsWith(".pt"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(stem(file), () -> check(file, imaging)));
        }
    }

    private void check(Path file, Imaging imaging) throws IOException {
        String name = stem(file);
        List<Picture> pictures = goldens(ZOO.resolve("goldens/" + name + ".json"));
        DjlClassifierFactory djl = new DjlClassifierFactory();
        ClassifierFactory onnx = name.startsWith("yolo") ? new YoloClassifierFactory() : new OnnxClassifierFactory();
        Difference toPyTorch = new Difference(0, 0);
        Difference toOnnx = new Difference(0, 0);
        Difference onnxToPyTorch = new Difference(0, 0);
        long ours = 0;
        long theirs = 0;
        ModelSpec spec = djl.recognise(ModelSource.of(file)).orElseThrow();
        ModelSpec same = onnx.recognise(ModelSource.of(file)).orElseThrow();
        assertThat(same.input()).isEqualTo(spec.input());
        assertThat(same.labels()).isEqualTo(spec.labels());
        assertThat(same.version()).isEqualTo(spec.version());
        try (Classifier classifier = djl.open(spec, OpenOptions.cpu(cache));
                Classifier other = onnx.open(same, OpenOptions.cpu(cache))) {
            ImageTensor tensor = ImageTensor.allocate(1, spec.input());
            for (Picture picture : pictures) {
                imaging.normalise(imaging.crop(DATA.resolve(picture.path), spec.input()), spec.input(), tensor.data());
                long start = System.nanoTime();
                float[] found = classifier.infer(tensor).row(0);
                long between = System.nanoTime();
                float[] second = other.infer(tensor).row(0);
                theirs += System.nanoTime() - between;
                ours += between - start;
                toPyTorch = toPyTorch.and(Difference.of(found, floats(picture.logits)));
                onnxToPyTorch = onnxToPyTorch.and(Difference.of(second, floats(picture.logits)));
                toOnnx = toOnnx.and(Difference.of(found, second));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "PARITY %-20s djl-pytorch %.1e (p %.1e)  onnx-pytorch %.1e (p %.1e)  djl-onnx %.1e (p %.1e)"
                        + "  djl %d ms, onnx %d ms%n",
                name,
                toPyTorch.logits,
                toPyTorch.probabilities,
                onnxToPyTorch.logits,
                onnxToPyTorch.probabilities,
                toOnnx.logits,
                toOnnx.probabilities,
                ours / pictures.size() / 1_000_000,
                theirs / pictures.size() / 1_000_000);
        double tolerance = name.equals("resnet152") ? LOGITS_OF_RESNET152 : LOGITS;
        assertThat(toPyTorch.logits).isLessThan(tolerance);
        if (name.startsWith("yolo")) {
            assertThat(toPyTorch.probabilities).isLessThan(PROBABILITIES);
        }
    }

    private static List<Picture> goldens(Path file) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        Optional<String> path = Optional.empty();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("image")) {
                    path = Optional.of(json.nextTextValue());
                } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("logits")) {
                    json.nextToken();
                    List<Float> values = new ArrayList<>();
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        values.add(json.getFloatValue());
                    }
                    pictures.add(new Picture(path.orElseThrow(), values));
                }
            }
        }
        return pictures;
    }

    private static float[] floats(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.pth?$", "");
    }
}
