package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Folds that Python has trained, over its test split: scores, predictions, accuracy and macro F1 of PyTorch and
 * scikit-learn. The ResNet-18 folds are looked for in {@code -Dpokeai.folds=DIR}, as {@code best_resnet18_fold<K>.pth}.
 */
class TrainedFoldsIT {
    private static final Path DATA = Shared.data("artifacts");

    /** float32 sums in another order than PyTorch's; the suggested 1e-3 and 1e-4 would hide a wrong mean of small folds. */
    private static final double LOGITS = 1e-4;

    private static final double PROBABILITIES = 1e-5;

    @Test
    void runsOfUltralyticsAnswerWithTheMeanOfTheirProbabilities() throws Exception {
        Shared.require(DATA.resolve("yolo_cls_runs"));
        agrees(
                "yolov8n-cls",
                DATA.resolve("yolo_cls_runs"),
                "yolo_cls_runs",
                "yolov8n-cls_mean_probabilities",
                "probabilities",
                PROBABILITIES);
    }

    @Test
    void checkpointsOfTorchvisionAnswerWithTheMeanOfTheirLogits() throws Exception {
        Path folds = Path.of(System.getProperty("pokeai.folds", "pokeai.folds-is-not-set"));
        assumeTrue(
                Files.isRegularFile(folds.resolve("best_resnet18_fold5.pth")) && Files.isDirectory(DATA),
                "needs " + DATA + " and -Dpokeai.folds=DIR with its unpacked ResNet-18 folds");
        agrees("resnet18", folds, ".", "resnet18_mean_logits", "logits", LOGITS);
    }

    private static void agrees(String model, Path weights, String target, String golden, String kind, double tolerance)
            throws Exception {
        Installation user = Installation.used("trained");
        try {
            Scratch.copy(weights, user.artifacts().resolve(target).normalize());
            Files.copy(DATA.resolve("classes.txt"), user.artifacts().resolve("classes.txt"));
            List<String[]> split = Files.readAllLines(DATA.resolve("test_split.csv")).stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
            List<String> arguments = new ArrayList<>(
                    List.of("classify", "--model", model, "--scores", "--top", "1", "--format", "json"));
            split.forEach(
                    row -> arguments.add(Shared.data("sprites").resolve(row[0]).toString()));
            Outcome outcome = user.pokeai(arguments.toArray(String[]::new)).run();
            assertThat(outcome.status()).as(outcome.err()).isZero();
            List<Map<String, Object>> rows = Json.rows(outcome.out());

            List<String> classes = Files.readAllLines(DATA.resolve("classes.txt"));
            float[] expected = floats(DATA.resolve("goldens/raw/" + golden + ".f32"));
            double largest = 0;
            List<String> predicted = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                List<?> scores = (List<?>) rows.get(i).get(kind);
                int best = 0;
                for (int c = 0; c < classes.size(); c++) {
                    float truth = expected[i * classes.size() + c];
                    largest = Math.max(largest, Math.abs(((Number) scores.get(c)).doubleValue() - truth));
                    best = truth > expected[i * classes.size() + best] ? c : best;
                }
                predicted.add(String.valueOf(((Map<?, ?>) ((List<?>) rows.get(i).get("top")).get(0)).get("label")));
                assertThat(predicted.get(i)).as(split.get(i)[0]).isEqualTo(classes.get(best));
            }
            Figures.print(model + ".largest-difference", largest * 1e6, "millionths of " + kind);
            assertThat(rows).hasSize(expected.length / classes.size());
            assertThat(largest).isLessThan(tolerance);
            metrics(model, split.stream().map(row -> row[1]).toList(), predicted);
        } finally {
            user.delete();
        }
    }

    private static void metrics(String model, List<String> truth, List<String> predicted) throws IOException {
        Map<?, ?> goldens = (Map<?, ?>) Json.parse(Files.readString(DATA.resolve("goldens/goldens.json")));
        Map<?, ?> golden = (Map<?, ?>) goldens.get(model);
        long right = 0;
        for (int i = 0; i < truth.size(); i++) {
            right += truth.get(i).equals(predicted.get(i)) ? 1 : 0;
        }
        assertThat((double) right / truth.size())
                .isCloseTo(((Number) golden.get("test_acc")).doubleValue(), within(1e-12));
        assertThat(macroF1(truth, predicted)).isCloseTo(((Number) golden.get("test_f1")).doubleValue(), within(1e-12));
    }

    /** As scikit-learn: the mean over all classes that occur in truth or prediction. */
    private static double macroF1(List<String> truth, List<String> predicted) {
        Set<String> classes =
                Stream.concat(truth.stream(), predicted.stream()).collect(Collectors.toCollection(TreeSet::new));
        double sum = 0;
        for (String name : classes) {
            int both = 0;
            int either = 0;
            for (int i = 0; i < truth.size(); i++) {
                boolean is = truth.get(i).equals(name);
                boolean said = predicted.get(i).equals(name);
                both += is && said ? 1 : 0;
                either += (is ? 1 : 0) + (said ? 1 : 0);
            }
            sum += 2.0 * both / either;
        }
        return sum / classes.size();
    }

    private static float[] floats(Path file) throws IOException {
        FloatBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
