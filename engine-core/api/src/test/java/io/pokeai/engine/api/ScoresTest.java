package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.ModelSpec.EnsembleRule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void softmaxIsThatOfFloat64() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int classes = 1 + random.nextInt(300);
            float scale = (float) Math.pow(10, random.nextInt(5) - 1);
            float[] logits = new float[classes];
            for (int c = 0; c < classes; c++) {
                logits[c] = (float) random.nextGaussian() * scale;
            }
            float[] found = new Scores(ScoreKind.LOGITS, 1, classes, logits).probabilities(0);
            double[] expected = reference(logits);
            for (int c = 0; c < classes; c++) {
                // One rounding to float32, half a unit in the last place, plus that of float64 sums.
                assertThat(Math.abs(found[c] - expected[c])).isLessThanOrEqualTo(Math.ulp(found[c]) * 0.5 + 1e-15);
            }
        }
    }

    /** Shifted by the largest, summed in decimal. */
    private static double[] reference(float... logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (float logit : logits) {
            sum = sum.add(BigDecimal.valueOf(Math.exp(logit - largest)));
        }
        double[] probabilities = new double[logits.length];
        for (int c = 0; c < logits.length; c++) {
            probabilities[c] = BigDecimal.valueOf(Math.exp(logits[c] - largest))
                    .divide(sum, MathContext.DECIMAL128)
                    .doubleValue();
        }
        return probabilities;
    }

    @Test
    void independentLogitsHaveASigmoidEach() {
        Scores scores = new Scores(ScoreKind.INDEPENDENT_LOGITS, 1, 5, new float[] {0, 2, -2, 3e38f, -3e38f});
        assertThat(scores.probabilities(0)).containsExactly(0.5f, 0.8807971f, 0.11920292f, 1f, 0f);
    }

    @Test
    void independentProbabilitiesStayAsTheyAre() {
        Scores scores = new Scores(ScoreKind.INDEPENDENT_PROBABILITIES, 1, 3, new float[] {0.9f, 0.8f, 0.01f});
        assertThat(scores.probabilities(0)).containsExactly(0.9f, 0.8f, 0.01f);
    }

    @Test
    void theMeanOfIndependentFoldsIsIndependent() {
        Scores first = new Scores(ScoreKind.INDEPENDENT_LOGITS, 1, 2, new float[] {0, 2});
        Scores second = new Scores(ScoreKind.INDEPENDENT_LOGITS, 1, 2, new float[] {2, 2});
        Scores logits = Scores.ensemble(List.of(first, second), EnsembleRule.MEAN_LOGITS);
        assertThat(logits.kind()).isEqualTo(ScoreKind.INDEPENDENT_LOGITS);
        assertThat(logits.row(0)).containsExactly(1, 2);
        Scores probabilities = Scores.ensemble(List.of(first, second), EnsembleRule.MEAN_PROBABILITIES);
        assertThat(probabilities.kind()).isEqualTo(ScoreKind.INDEPENDENT_PROBABILITIES);
        assertThat(probabilities.row(0)).containsExactly((0.5f + 0.8807971f) / 2, 0.8807971f);
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        Scores scores = new Scores(ScoreKind.LOGITS, 1, 3, new float[] {3e38f, 3e38f, -3e38f});
        assertThat(scores.probabilities(0)).containsExactly(0.5f, 0.5f, 0f);
    }

    @Test
    void probabilitiesStayAsTheyAre() {
        Scores scores = new Scores(ScoreKind.PROBABILITIES, 2, 2, new float[] {0.1f, 0.9f, 0.25f, 0.75f});
        assertThat(scores.probabilities(1)).containsExactly(0.25f, 0.75f);
    }

    @Test
    void rowsAreCopies() {
        float[] values = {1, 2};
        Scores scores = new Scores(ScoreKind.LOGITS, 1, 2, values);
        values[0] = 9;
        scores.row(0)[1] = 9;
        assertThat(scores.row(0)).containsExactly(1, 2);
        assertThatThrownBy(() -> scores.row(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void noticesWhatIsNotFinite() {
        assertThat(new Scores(ScoreKind.LOGITS, 1, 2, new float[] {1, 2}).isFinite())
                .isTrue();
        assertThat(new Scores(ScoreKind.LOGITS, 1, 2, new float[] {1, Float.NaN}).isFinite())
                .isFalse();
        assertThat(new Scores(ScoreKind.LOGITS, 1, 2, new float[] {Float.NEGATIVE_INFINITY, 2}).isFinite())
                .isFalse();
    }

    @Test
    void refusesAShapeThatItsValuesDoNotFill() {
        assertThatThrownBy(() -> new Scores(ScoreKind.LOGITS, 2, 3, new float[5]))
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll("[2, 3]", "5");
        assertThatThrownBy(() -> new Scores(ScoreKind.LOGITS, 65536, 65536, new float[0]))
                .isInstanceOf(EngineException.class);
    }

    /** {@code numpy.mean(numpy.stack([...]), axis=0)} of float32: summed in the order of the folds, rounded every time. */
    @Test
    void theMeanOfLogitsIsThatOfFloat32() {
        Scores first = new Scores(ScoreKind.LOGITS, 2, 2, new float[] {1e8f, 1f, 0.1f, -3f});
        Scores second = new Scores(ScoreKind.LOGITS, 2, 2, new float[] {1f, 2f, 0.2f, 3f});
        Scores third = new Scores(ScoreKind.LOGITS, 2, 2, new float[] {-1e8f, 4f, 0.4f, 1f});
        Scores mean = Scores.ensemble(List.of(first, second, third), EnsembleRule.MEAN_LOGITS);
        assertThat(mean.kind()).isEqualTo(ScoreKind.LOGITS);
        assertThat(mean.row(0)).containsExactly(0f, 7f / 3f);
        assertThat(mean.row(1)).containsExactly((0.1f + 0.2f + 0.4f) / 3f, 1f / 3f);
        assertThat(mean.folds()).containsExactly(first, second, third);
        assertThat(first.folds()).isEmpty();
    }

    @Test
    void theMeanOfProbabilitiesIsNotTheSoftmaxOfTheMeanOfLogits() {
        Scores sure = new Scores(ScoreKind.LOGITS, 1, 2, new float[] {10f, 0f});
        Scores unsure = new Scores(ScoreKind.LOGITS, 1, 2, new float[] {0f, 0f});
        Scores mean = Scores.ensemble(List.of(sure, unsure), EnsembleRule.MEAN_PROBABILITIES);
        assertThat(mean.kind()).isEqualTo(ScoreKind.PROBABILITIES);
        assertThat(mean.probabilities(0)[0]).isEqualTo((sure.probabilities(0)[0] + 0.5f) / 2f);
        assertThat(Scores.ensemble(List.of(sure, unsure), EnsembleRule.MEAN_LOGITS)
                        .probabilities(0)[0])
                .isGreaterThan(0.99f);
    }

    @Test
    void foldsOfAnotherShapeOrKindAreRefused() {
        Scores two = new Scores(ScoreKind.LOGITS, 1, 2, new float[2]);
        for (Scores other : List.of(
                new Scores(ScoreKind.LOGITS, 1, 3, new float[3]),
                new Scores(ScoreKind.LOGITS, 2, 2, new float[4]),
                new Scores(ScoreKind.PROBABILITIES, 1, 2, new float[2]))) {
            assertThatThrownBy(() -> Scores.ensemble(List.of(two, other), EnsembleRule.MEAN_PROBABILITIES))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID));
        }
        Scores probabilities = new Scores(ScoreKind.PROBABILITIES, 1, 2, new float[2]);
        assertThatThrownBy(() -> Scores.ensemble(List.of(probabilities), EnsembleRule.MEAN_LOGITS))
                .hasMessageContaining("mean of logits");
    }
}
