package io.pokeai.aug.robustness.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.scores.Confidences;
import io.pokeai.aug.evaluation.selective.RiskCoverage;
import io.pokeai.aug.evaluation.statistics.Interval;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Intervals without draws, held to answers whose true figures are known. */
class MeansSimulationTest {
    private static final int RUNS = 2000;
    private static final int PICTURES = 176;

    /** Uniform confidences, right as often as they say. */
    private static final class Calibrated implements Confidences {
        private final float[] confidence = new float[PICTURES];
        private final boolean[] isRight = new boolean[PICTURES];

        Calibrated(Random random) {
            for (int i = 0; i < PICTURES; i++) {
                confidence[i] = random.nextFloat();
                isRight[i] = random.nextFloat() < confidence[i];
            }
        }

        @Override
        public int size() {
            return confidence.length;
        }

        @Override
        public float confidence(int row) {
            return confidence[row];
        }

        @Override
        public float trueProbability(int row) {
            return confidence[row];
        }

        @Override
        public boolean right(int row) {
            return isRight[row];
        }
    }

    /** The area is E[wrong_i · (c_j < c_i)] = ∫ (1 − c)·c dc = 1/6. */
    @Test
    void theIntervalOfTheRiskHoldsTheTruthInNinetyFivePercent() {
        Random random = new Random(2);
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            double[] shares = RiskShares.of(new Calibrated(random));
            Interval interval = Measured.mean(shares, 0, 0.5).interval().orElseThrow();
            held += interval.contains(1 / 6.0) ? 1 : 0;
        }
        assertThat(held / (double) RUNS).isBetween(0.93, 0.97);
    }

    @Test
    void theMeanOfTheSharesIsTheRisk() {
        Calibrated rows = new Calibrated(new Random(4));
        assertThat(Arrays.stream(RiskShares.of(rows)).average().orElseThrow())
                .isCloseTo(RiskCoverage.of(rows).augrc(), Offset.offset(1e-12));
    }

    /** Clean pictures are right below a hardness of 0.8; in five cells below 0.1 to 0.5, so that the ratio is 0.3 / 0.8. */
    @Test
    void theIntervalOfTheRelativeAccuracyHoldsTheTruthInNinetyFivePercent() {
        Random random = new Random(6);
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            double[] clean = new double[PICTURES];
            double[] corrupted = new double[PICTURES];
            for (int i = 0; i < PICTURES; i++) {
                double hard = random.nextDouble();
                clean[i] = hard < 0.8 ? 1 : 0;
                for (int cell = 1; cell <= 5; cell++) {
                    corrupted[i] += hard < cell / 10.0 ? 0.2 : 0;
                }
            }
            Measured ratio = SeverityTable.ratio(corrupted, clean).orElseThrow();
            held += ratio.interval().orElseThrow().contains(0.3 / 0.8) ? 1 : 0;
        }
        assertThat(held / (double) RUNS).isBetween(0.93, 0.97);
    }

    @Test
    void withoutARightCleanPictureThereIsNoRelativeAccuracy() {
        assertThat(SeverityTable.ratio(new double[] {0, 1}, 0, 0)).isEmpty();
    }
}
