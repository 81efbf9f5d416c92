package io.pokeai.aug.evaluation.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.Rows;
import io.pokeai.engine.testkit.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** scikit-learn 1.9.1 of random probabilities; src/test/scripts/make_fixtures.py made the cases. */
class SklearnTest {
    @Test
    void allMetricsAreScikitLearnsToTheTwelfthDigit() throws IOException {
        List<@Nullable Object> cases =
                JsonTree.array(JsonTree.read(text("/io/pokeai/aug/evaluation/sklearn_cases.json")));
        assertThat(cases).hasSize(8);
        for (Object one : cases) {
            Map<String, @Nullable Object> expected = JsonTree.object(one);
            PredictionList predictions = predictions(expected);
            Answers answers = Answers.of(predictions);
            ClassScores scores = new ClassScores(answers.confusion());
            ProbabilityScores probability = ProbabilityScores.of(answers);
            close(TopK.of(answers, 1).hits().value(), expected.get("accuracy"));
            close(scores.balancedAccuracy(), expected.get("balanced_accuracy"));
            close(scores.macroF1(), expected.get("macro_f1"));
            close(scores.weighted().f1(), expected.get("weighted_f1"));
            close(probability.logLoss(), expected.get("log_loss"));
            close(probability.brier(), expected.get("brier"));
            if (expected.containsKey("top_2")) {
                close(TopK.of(answers, 2).hits().value(), expected.get("top_2"));
            }
            List<ClassRow> rows = ClassTable.of(predictions).rows();
            for (int k = 0; k < rows.size(); k++) {
                close(rows.get(k).auc(), JsonTree.array(expected.get("auc")).get(k));
                close(
                        rows.get(k).specificity(),
                        JsonTree.array(expected.get("specificity")).get(k));
            }
        }
    }

    private static PredictionList predictions(Map<String, @Nullable Object> one) {
        int[] truth = JsonTree.array(one.get("truth")).stream()
                .mapToInt(value -> (int) JsonTree.number(value))
                .toArray();
        float[][] probabilities = JsonTree.array(one.get("probabilities")).stream()
                .map(row -> floats(JsonTree.array(row)))
                .toArray(float[][]::new);
        PredictionList predictions = Rows.of(truth, probabilities);
        assertThat(predictions.rows().stream().map(PredictionList.Row::predicted))
                .containsExactlyElementsOf(JsonTree.array(one.get("predicted")).stream()
                        .map(value -> (int) JsonTree.number(value))
                        .toList());
        return predictions;
    }

    private static float[] floats(List<@Nullable Object> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) JsonTree.number(values.get(i));
        }
        return floats;
    }

    private static void close(OptionalDouble actual, @Nullable Object expected) {
        assertThat(actual.isPresent()).isEqualTo(expected != null);
        actual.ifPresent(value -> close(value, expected));
    }

    private static void close(double actual, @Nullable Object expected) {
        assertThat(actual).isCloseTo(JsonTree.number(expected), within(1e-12));
    }

    private static String text(String name) throws IOException {
        try (InputStream stream = SklearnTest.class.getResourceAsStream(name)) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
