package io.pokeai.aug.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Normal;
import io.pokeai.engine.api.EngineException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PairedComparisonTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/io/pokeai/aug/evaluation/mcnemar.csv", numLinesToSkip = 1)
    void mcNemarsExactTestIsScipysBinomialTest(int onlyFirst, int onlySecond, double p) {
        McNemar test = new McNemar(new Discordance(onlyFirst, onlySecond, 100_000));

        assertThat(test.exact()).isCloseTo(p, within(1e-11));
        assertThat(test.midP()).isLessThanOrEqualTo(test.exact());
    }

    /** Eight discordant pairs, one against seven: 18 of 256 outcomes are as extreme, by hand. */
    @Test
    void midPAndChiSquaredAreThoseOfTheirFormulas() {
        McNemar test = new McNemar(new Discordance(1, 7, 21));

        assertThat(test.exact()).isCloseTo(.0703125, within(1e-12));
        assertThat(test.midP()).isCloseTo(.0390625, within(1e-12));
        assertThat(test.chiSquared()).isCloseTo(.0770999, within(1e-6));
        assertThat(new McNemar(new Discordance(0, 0, 21)).midP()).isEqualTo(1);
        assertThat(new McNemar(new Discordance(0, 0, 21)).chiSquared()).isEqualTo(1);
    }

    @Test
    void tangosIntervalIsThatOfTheReference() {
        Interval interval = TangoInterval.of(new Discordance(12, 5, 176), .95);

        assertThat(interval.low()).isCloseTo(-.0068, within(5e-5));
        assertThat(interval.high()).isCloseTo(.0913, within(5e-5));
    }

    /** The score statistic, with the constrained maximum likelihood found by search instead of by a formula. */
    @Property(tries = 200)
    void atItsEndsTheScoreStatisticIsZ(
            @ForAll @IntRange(max = 40) int b,
            @ForAll @IntRange(max = 40) int c,
            @ForAll @IntRange(max = 300) int same) {
        Discordance rows = new Discordance(b, c, Math.max(1, b + c + same));
        Interval interval = TangoInterval.of(rows, .95);

        assertThat(interval.contains(rows.difference())).isTrue();
        for (double end : new double[] {interval.low(), interval.high()}) {
            if (Math.abs(end) < 1 - 1e-9) {
                double q = likeliest(rows, end);
                double n = rows.total();
                double score = (b - c - n * end) / Math.sqrt(n * (2 * q + end * (1 - end)));
                assertThat(Math.abs(score)).isCloseTo(Normal.quantile(.975), within(1e-3));
            }
        }
        Interval mirrored = TangoInterval.of(new Discordance(c, b, rows.total()), .95);
        assertThat(mirrored.low()).isCloseTo(-interval.high(), within(1e-9));
        assertThat(mirrored.high()).isCloseTo(-interval.low(), within(1e-9));
    }

    /** The q = P(only the second) that makes b, c and the rest likeliest when P(only the first) is q + δ. */
    private static double likeliest(Discordance rows, double delta) {
        double low = Math.max(0, -delta);
        double high = (1 - delta) / 2;
        for (int step = 0; step < 200; step++) {
            double one = low + (high - low) / 3;
            double two = high - (high - low) / 3;
            if (logLikelihood(rows, one, delta) < logLikelihood(rows, two, delta)) {
                low = one;
            } else {
                high = two;
            }
        }
        return (low + high) / 2;
    }

    private static double logLikelihood(Discordance rows, double q, double delta) {
        return term(rows.onlyFirst(), q + delta)
                + term(rows.onlySecond(), q)
                + term(rows.total() - rows.discordant(), 1 - 2 * q - delta);
    }

    private static double term(int count, double probability) {
        return count == 0 ? 0 : count * Math.log(Math.max(1e-300, probability));
    }

    @Test
    void modelsThatNeverDifferStillHaveAnIntervalWithAWidth() {
        PairedComparison same = PairedComparison.of("a", "b", new Discordance(0, 0, 100));

        assertThat(same.interval().low()).isCloseTo(-.037, within(1e-3));
        assertThat(same.interval().high()).isCloseTo(.037, within(1e-3));
        assertThat(same.decisive()).isFalse();
    }

    @Test
    void theVerdictSaysWhatTheDataDecide() {
        assertThat(PairedComparison.of("resnet18", "vgg16", new Discordance(12, 5, 176))
                        .verdict())
                .isEqualTo(
                        "This ranking is not decisive: resnet18 minus vgg16 is 4.0 points (95 % interval of the difference"
                                + " -0.7 to 9.1 points; 17 of 176 rows differ, McNemar's p = 0.143).");
        assertThat(PairedComparison.of("resnet18", "vgg16", new Discordance(5, 40, 176))
                        .verdict())
                .startsWith("vgg16 is better than resnet18 by 19.9 points (95 % interval of the difference -27.");
    }

    /** By hand: 0.01 · 3, max(0.03, 0.02 · 2), max(0.04, 0.03). */
    @Test
    void holmsCorrectionIsStepwiseAndMonotone() {
        assertThat(Holm.adjusted(.03, .01, .02)).containsExactly(new double[] {.04, .03, .04}, within(1e-15));
        assertThat(Holm.adjusted(.5, .9)).containsExactly(1, 1);
        assertThat(Holm.adjusted()).isEmpty();
    }

    @Test
    void severalModelsAreComparedEachWithEachAndTheirPValuesAllowForThat() {
        List<PairedModel> models = List.of(model("a", 100), model("b", 92), model("c", 60));
        List<PairedComparison> pairs = Comparisons.of(models, 120).pairs();

        assertThat(pairs.stream().map(pair -> pair.first() + pair.second())).containsExactly("ab", "ac", "bc");
        assertThat(pairs.get(0).exactP()).isEqualTo(0.0078125, within(1e-12));
        assertThat(pairs.get(0).adjustedP()).isEqualTo(0.0078125, within(1e-12)); // the last step
        assertThat(pairs.get(1).adjustedP()).isEqualTo(3 * pairs.get(1).exactP());
        assertThat(pairs).allMatch(PairedComparison::decisive);
    }

    private static PairedModel model(String name, int right) {
        BitSet rows = new BitSet();
        rows.set(0, right);
        return new PairedModel(name, rows);
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThatThrownBy(() -> new Discordance(3, 3, 5))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Of 5 rows, 3 and 3");
        assertThatThrownBy(() -> Comparisons.of(
                        IntStream.range(0, 201).mapToObj(i -> model("m" + i, 1)).toList(), 1))
                .hasMessageContaining("201 models");
    }
}
