package io.pokeai.aug.evaluation.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.compare.Discordance;
import io.pokeai.aug.evaluation.compare.McNemar;
import io.pokeai.aug.evaluation.compare.PairedComparison;
import io.pokeai.aug.evaluation.scores.Answers;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PyTorch's answers for the 176 test pictures of the sprites. */
class SpritesTest {
    private static final Path DATA = Shared.data("artifacts");

    private List<String> classes = List.of();

    @BeforeEach
    void needsTheReferenceData() throws IOException {
        Shared.require(DATA);
        classes = Files.readAllLines(DATA.resolve("classes.txt"));
    }

    private PredictionList predictions(String model, String file) throws IOException {
        return predictions(model, scores(file));
    }

    private PredictionList predictions(String model, float[]... scores) throws IOException {
        List<PictureRow> split =
                PictureTable.read(DATA.resolve("test_split.csv")).rows();
        List<PredictionList.Row> rows = new ArrayList<>();
        for (int row = 0; row < split.size(); row++) {
            int best = 0;
            for (int k = 1; k < classes.size(); k++) {
                best = scores[row][k] > scores[row][best] ? k : best;
            }
            rows.add(new PredictionList.Row(
                    split.get(row).path(),
                    classes.indexOf(split.get(row).label()),
                    best,
                    scores[row],
                    Optional.empty()));
        }
        return new PredictionList(model, classes, rows);
    }

    private float[][] scores(String file) throws IOException {
        FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(DATA.resolve("goldens/raw/" + file + ".f32")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[][] rows = new float[floats.capacity() / classes.size()][classes.size()];
        for (float[] row : rows) {
            floats.get(row);
        }
        return rows;
    }

    /** scikit-learn 1.9.1 of the probabilities as float64; the last two after arXiv 2407.01032 and 1909.10155 in Python. */
    @Test
    void theMetricsOfTheResNetAreScikitLearns() throws IOException {
        Evaluation evaluation =
                Evaluation.of(predictions("resnet18", "resnet18_probabilities"), EvaluationOptions.DEFAULT);

        assertThat(evaluation.accuracy()).isEqualTo(new Proportion(142, 176));
        assertThat(evaluation.probability().logLoss()).isCloseTo(0.6539199277111063, within(1e-12));
        assertThat(evaluation.probability().brier()).isCloseTo(0.2791229832574945, within(1e-12));
        assertThat(evaluation.topK(5).hits().value()).isCloseTo(0.9772727272727273, within(1e-12));
        assertThat(evaluation.scores().balancedAccuracy()).isCloseTo(0.8090782828282829, within(1e-12));
        assertThat(evaluation.classes().macroAuc().orElseThrow()).isCloseTo(0.9870512961924724, within(1e-12));
        assertThat(evaluation.risk().augrc()).isCloseTo(0.03241219008264464, within(1e-12));
        assertThat(evaluation.calibration().expectedError()).isCloseTo(0.08981090767139736, within(1e-12));
        assertThat(evaluation.resampled().macroF1().contains(evaluation.scores().macroF1()))
                .isTrue();
    }

    /** 119 test pictures have a training picture of the same perceptual hash. */
    @Test
    void withoutTheTwinsInTheTrainingRowsTheResNetIsWorse() throws IOException {
        String twins;
        try (InputStream stream =
                SpritesTest.class.getResourceAsStream("/io/pokeai/aug/evaluation/sprites_twins.txt")) {
            assertThat(stream).isNotNull();
            twins = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        LeakAdjusted leak = LeakAdjusted.of(
                Answers.of(predictions("resnet18", "resnet18_probabilities")), row -> twins.charAt(row) == '1');

        assertThat(leak.withTwin()).hasValue(new Proportion(103, 119));
        assertThat(leak.withoutTwin()).hasValue(new Proportion(39, 57));
        assertThat(leak.withTwin().orElseThrow().value()).isCloseTo(.866, within(5e-4));
        assertThat(leak.withoutTwin().orElseThrow().value()).isCloseTo(.684, within(5e-4));
    }

    /** Equally good models that differ: the folds of one ensemble. */
    @ParameterizedTest
    @CsvSource({"2, 4, 8, 14, .2863", "1, 2, 13, 7, .2632"})
    void twoFoldsDifferAndNobodyCanSayWhichIsBetter(int one, int other, int onlyOne, int onlyOther, double p)
            throws IOException {
        Discordance rows = Discordance.of(
                right("resnet18_fold" + one + "_logits"), right("resnet18_fold" + other + "_logits"), 176);

        assertThat(rows).isEqualTo(new Discordance(onlyOne, onlyOther, 176));
        assertThat(new McNemar(rows).exact()).isCloseTo(p, within(5e-5));
        assertThat(PairedComparison.of("one", "other", rows).decisive()).isFalse();
    }

    @Test
    void theEnsembleIsNotDecisivelyBetterThanYolo() throws IOException {
        Discordance rows = Discordance.of(right("resnet18_mean_logits"), right("yolov8n-cls_mean_probabilities"), 176);

        assertThat(rows).isEqualTo(new Discordance(8, 6, 176));
        assertThat(new McNemar(rows).exact()).isCloseTo(.7905, within(5e-5));
        assertThat(PairedComparison.of("resnet18", "yolov8n-cls", rows).verdict())
                .startsWith("This ranking is not decisive");
    }

    private BitSet right(String file) throws IOException {
        PredictionList rows = predictions("m", file);
        BitSet right = new BitSet();
        for (int row = 0; row < rows.size(); row++) {
            right.set(row, rows.right(row));
        }
        return right;
    }
}
