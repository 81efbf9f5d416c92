package io.pokeai.aug.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.Rows;
import io.pokeai.aug.evaluation.scores.Answers;
import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void aConfidenceOfOneIsInTheLastBinAndOneOfZeroInTheFirst() {
        BinEdges edges = BinEdges.DEFAULT;

        assertThat(edges.of(1)).isEqualTo(14);
        assertThat(edges.of(0)).isEqualTo(0);
        assertThat(edges.of(Double.MIN_VALUE)).isEqualTo(0);
        assertThat(edges.of(Math.nextDown(1.0))).isEqualTo(14);
    }

    @Property
    void aConfidenceAtAnEdgeIsInTheBinBelow(@ForAll @IntRange(min = 1, max = 1000) int bins) {
        BinEdges edges = new BinEdges(bins);
        for (int bin = 0; bin < bins; bin++) {
            assertThat(edges.of(edges.upper(bin))).isEqualTo(bin);
            assertThat(edges.of(Math.nextUp(edges.upper(bin)))).isEqualTo(Math.min(bins - 1, bin + 1));
        }
    }

    /** By hand: two bins, 0.59 confident and 1 of 2 right, 0.9 confident and 2 of 3 right. */
    @Test
    void theErrorsAreThoseOfTheirDefinitions() {
        float[] unsure = {.59f, .41f};
        float[] sure = {.9f, .1f};
        Calibration calibration =
                Calibration.of(Answers.of(Rows.of(new int[] {0, 1, 0, 0, 1}, unsure, unsure, sure, sure, sure)));
        double first = .59f - .5;
        double second = .9f - 2 / 3.0;

        assertThat(calibration.bins()).hasSize(2);
        assertThat(calibration.bins().get(0).from()).isEqualTo(8 / 15.0);
        assertThat(calibration.bins().get(1).right().count()).isEqualTo(2);
        assertThat(calibration.expectedError()).isCloseTo(.4 * first + .6 * second, within(1e-15));
        assertThat(calibration.maximumError()).isCloseTo(second, within(1e-15));
        double squares = .4 * (first * first - .25 / 1) + .6 * (second * second - 2 / 9.0 / 2);
        assertThat(calibration.debiasedRootMeanSquareError())
                .isEqualTo(Math.sqrt(Math.max(0, squares)))
                .isZero();
    }

    /** The mean of |accuracy drawn anew − confidence|, by drawing. */
    @Test
    void theFoldedNormalHasTheMeanAndVarianceThatDrawsHave() {
        FoldedNormal folded = new FoldedNormal(-.3, .5);
        double sum = 0;
        double squares = 0;
        int steps = 200_000;
        for (int i = 0; i < steps; i++) {
            double value = Math.abs(-.3 + .5 * Normal.quantile((i + .5) / steps));
            sum += value;
            squares += value * value;
        }
        assertThat(folded.mean()).isCloseTo(sum / steps, within(1e-4));
        assertThat(folded.variance()).isCloseTo(squares / steps - sum * sum / steps / steps, within(1e-4));
        assertThat(new FoldedNormal(-.3, 0).mean()).isEqualTo(.3);
    }

    /** Labels are drawn from the confidences themselves: the true error is 0. */
    @Test
    void ofACalibratedModelTheIntervalReachesZeroAndThePlainErrorDoesNot() {
        int held = 0;
        for (int number = 0; number < 200; number++) {
            Calibration calibration = drawn(number, 100, 0);
            assertThat(calibration.expectedError()).isPositive();
            held += calibration.expectedErrorInterval().low() == 0 ? 1 : 0;
        }
        assertThat(held).isGreaterThan(184); // 5 % of 200, and three deviations
    }

    @Test
    void ofAnOverconfidentModelTheIntervalHoldsTheTrueErrorAndNotZero() {
        int held = 0;
        for (int number = 0; number < 200; number++) {
            Interval interval = drawn(number, 400, .2).expectedErrorInterval();
            assertThat(interval.low()).isPositive();
            held += interval.contains(.2) ? 1 : 0;
        }
        assertThat(held).isGreaterThan(176); // seeds are fixed, so the count is always the same
    }

    private static Calibration drawn(int seed, int rows, double gap) {
        Draws.Stream random = new Draws(seed, 100).stream(0);
        int[] truth = new int[rows];
        List<float[]> probabilities = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            float confidence = .5f + random.index(2L * row, 1000) / 2001f;
            probabilities.add(new float[] {confidence, 1 - confidence});
            truth[row] = random.index(2L * row + 1, 1 << 24) < (confidence - gap) * (1 << 24) ? 0 : 1;
        }
        return Calibration.of(Answers.of(Rows.of(truth, probabilities.toArray(float[][]::new))));
    }

    @Test
    void whereNoScaleExplainsTheErrorTheBinsBoundIt() {
        float[] certain = {1, 0};
        Calibration calibration = Calibration.of(Answers.of(Rows.of(new int[] {0, 0, 0}, certain, certain, certain)));

        assertThat(calibration.expectedError()).isZero();
        assertThat(calibration.expectedErrorInterval().low()).isZero();
        assertThat(calibration.expectedErrorInterval().high()).isCloseTo(1 - 0.4385029682449545, within(1e-9));
    }

    @Property
    void theIntervalHoldsTheDebiasedErrorAndTheBinsAllRows(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int rows) {
        Calibration calibration = Calibration.of(Answers.of(Rows.random(seed, rows, 4, 20)));
        Interval interval = calibration.expectedErrorInterval();

        assertThat(calibration.debiasedExpectedError()).isBetween(interval.low() - 1e-9, interval.high() + 1e-9);
        assertThat(calibration.bins().stream().mapToInt(ReliabilityBin::count).sum())
                .isEqualTo(rows);
        assertThat(IntStream.range(1, calibration.bins().size())
                        .allMatch(i -> calibration.bins().get(i - 1).confidence()
                                < calibration.bins().get(i).confidence()))
                .isTrue();
    }

    @Test
    void noBinsAreRefused() {
        assertThatThrownBy(() -> new BinEdges(0)).hasMessageContaining("0 bins");
    }
}
