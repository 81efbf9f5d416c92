package io.pokeai.aug.evaluation.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.Rows;
import io.pokeai.aug.evaluation.calibration.BinEdges;
import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.engine.testkit.SchemaCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final EvaluationOptions FEW_DRAWS =
            new EvaluationOptions(BinEdges.DEFAULT, new Draws(42, 100), List.of(1, 5), .05);

    private static String json(Evaluation evaluation) throws IOException {
        StringWriter text = new StringWriter();
        evaluation.writeJson(text);
        return text.toString();
    }

    private static Map<String, @Nullable Object> tree(Evaluation evaluation) throws IOException {
        return JsonTree.object(JsonTree.read(json(evaluation)));
    }

    private static SchemaCheck schema() throws IOException {
        try (InputStream stream = Evaluation.class.getResourceAsStream("evaluation.schema.json")) {
            assertThat(stream).isNotNull();
            return new SchemaCheck(
                    JsonTree.object(JsonTree.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8))));
        }
    }

    @Property(tries = 100)
    void everyFileIsAsTheSchemaSaysAndHoldsNoNumberThatIsNone(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 6) int classes,
            @ForAll @IntRange(min = 1, max = 20) int steps)
            throws IOException {
        PredictionList predictions = Rows.random(seed, rows, classes, steps);
        Evaluation evaluation = Evaluation.of(predictions, FEW_DRAWS);
        if (seed % 2 == 0) {
            evaluation = evaluation
                    .withTwins(row -> row % 3 == 0)
                    .withLabelIssues(LabelIssues.find(predictions))
                    .withRun(new RunFacts(
                            Optional.of("sha256:1"),
                            Optional.of("onnx 1.22"),
                            OptionalInt.of(5),
                            Optional.of("test_split.csv"),
                            Optional.of("ab"),
                            OptionalInt.of(0),
                            OptionalLong.of(45_000_000_000L),
                            OptionalDouble.of(12.5)));
        }
        String text = json(evaluation);

        assertThat(schema().problems(JsonTree.read(text))).isEmpty();
        assertThat(text).doesNotContain("NaN", "Infinity", "nan", "inf");
    }

    @Test
    void theSchemaCheckFindsWhatIsWrong() throws IOException {
        Map<String, @Nullable Object> tree = tree(Evaluation.of(Rows.random(1, 20, 3, 9), FEW_DRAWS));
        tree.put("rows", 0L);
        tree.put("more", true);
        tree.remove("model");

        assertThat(schema().problems(tree))
                .containsExactlyInAnyOrder("$ lacks model", "$ has more", "$.rows is out of its range: 0");
    }

    @Test
    void theSameRowsGiveTheSameBytesAndAnotherSeedOtherIntervals() throws IOException {
        PredictionList rows = Rows.random(7, 60, 4, 30);
        String first = json(Evaluation.of(rows, EvaluationOptions.DEFAULT));

        assertThat(json(Evaluation.of(rows, EvaluationOptions.DEFAULT))).isEqualTo(first);
        assertThat(json(Evaluation.of(
                        rows, new EvaluationOptions(BinEdges.DEFAULT, new Draws(43, 1000), List.of(1, 3, 5), .05))))
                .isNotEqualTo(first);
    }

    @Test
    void whatNobodyKnowsIsNullWithAReason() throws IOException {
        Map<String, @Nullable Object> tree = tree(Evaluation.of(Rows.of(new int[] {0}, new float[] {1}), FEW_DRAWS));

        assertThat(JsonTree.object(tree.get("leak_adjusted")))
                .containsEntry("value", null)
                .containsEntry("reason", "Twins among the training pictures were not looked for.");
        assertThat(JsonTree.object(tree.get("macro_auc_ovr"))).containsEntry("value", null);
        assertThat(JsonTree.object(tree.get("fold_disagreement")).get("reason")).isEqualTo("A single model answered.");
        assertThat(JsonTree.object(tree.get("run")).values()).containsOnlyNulls();
    }

    @Test
    void whereAllRowsHaveATwinTheOtherGroupSaysThatItIsEmpty() throws IOException {
        Map<String, @Nullable Object> leak = JsonTree.object(
                tree(Evaluation.of(Rows.random(1, 9, 3, 9), FEW_DRAWS).withTwins(row -> true))
                        .get("leak_adjusted"));

        assertThat(JsonTree.object(leak.get("without_twin"))).containsEntry("reason", "There is no such row.");
        assertThat(JsonTree.object(leak.get("with_twin"))).containsEntry("total", 9L);
    }

    /** Of four classes one is neither truth nor answer: EVALUATION's example, 0.778 against 0.583. */
    @Test
    void bothMacroMeansAreThereAndTheAbsentClassesAreNamed() throws IOException {
        float[] a = {1, 0, 0, 0};
        float[] b = {0, 1, 0, 0};
        float[] c = {0, 0, 1, 0};
        Map<String, @Nullable Object> tree =
                tree(Evaluation.of(Rows.of(new int[] {0, 0, 1, 2}, a, b, b, c), FEW_DRAWS));

        assertThat(JsonTree.array(tree.get("absent_classes"))).containsExactly("c3");
        assertThat(JsonTree.number(
                        JsonTree.object(JsonTree.object(tree.get("macro")).get("f1"))
                                .get("value")))
                .isEqualTo(0.7777777777777777);
        assertThat(JsonTree.number(
                        JsonTree.object(tree.get("macro_all_classes")).get("f1")))
                .isEqualTo(0.5833333333333333);
    }

    @Test
    void namesWithQuotesControlsAndForeignLettersSurvive() throws IOException {
        List<String> names = List.of("a\"b\\c\u0001\n", "</script>\u2028\uD83D\uDE00");
        PredictionList.Row row =
                new PredictionList.Row("a.png", 0, 1, new float[] {.25f, .75f}, Optional.of(new Disagreement(.1, .2)));
        Map<String, @Nullable Object> tree =
                tree(Evaluation.of(new PredictionList("m", names, List.of(row)), FEW_DRAWS));

        Map<String, @Nullable Object> pair =
                JsonTree.object(JsonTree.array(tree.get("confused_pairs")).get(0));
        assertThat(pair).containsEntry("truth", names.get(0)).containsEntry("predicted", names.get(1));
    }

    @Test
    void optionsAndPredictionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new EvaluationOptions(BinEdges.DEFAULT, Draws.DEFAULT, List.of(0), .05))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Top [0]");
        assertThatThrownBy(() -> new EvaluationOptions(BinEdges.DEFAULT, Draws.DEFAULT, List.of(1), Double.NaN))
                .hasMessageContaining("risk of NaN");
        assertThatThrownBy(() -> Evaluation.of(new PredictionList("m", Rows.classes(2), List.of()), FEW_DRAWS))
                .hasMessageContaining("no predictions");
    }

    /** As a file-backed run would: no row exists before it is asked for. 149 classes of 20,000 rows would be 12 MB. */
    @Test
    void rowsMayBeMadeWhenTheyAreRead() {
        Evaluation evaluation = Evaluation.of(new Unstored(20_000, 149), FEW_DRAWS);

        assertThat(evaluation.accuracy().value()).isEqualTo(.5);
        assertThat(evaluation.scores().matrix().total()).isEqualTo(20_000);
        assertThat(evaluation.confusions()).hasSize(149);
    }

    private record Unstored(int size, int count) implements Predictions {
        @Override
        public String model() {
            return "unstored";
        }

        @Override
        public List<String> classes() {
            return Rows.classes(count);
        }

        @Override
        public String path(int row) {
            return row + ".png";
        }

        @Override
        public int truth(int row) {
            return row / 2 % count;
        }

        @Override
        public int predicted(int row) {
            return (truth(row) + row % 2) % count;
        }

        @Override
        public float[] probabilities(int row) {
            float[] probabilities = new float[count];
            Arrays.fill(probabilities, .5f / (count - 1));
            probabilities[predicted(row)] = .5f;
            return probabilities;
        }

        @Override
        public Optional<Disagreement> disagreement(int row) {
            return Optional.empty();
        }
    }
}
