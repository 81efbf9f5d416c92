package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
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
}
