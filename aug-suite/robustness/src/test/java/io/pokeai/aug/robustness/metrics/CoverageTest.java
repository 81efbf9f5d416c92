package io.pokeai.aug.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.statistics.Draws;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 95 % intervals hold the true value in 93 to 97 % of simulated samples. Pictures are of four kinds that are more or less easy in
 * all cells, so that cells which share pictures depend on each other; two models share half of their mistakes.
 */
class CoverageTest {
    private static final double[] EASE = {0, .2, .5, .9};
    private static final List<String> CORRUPTIONS = List.of("blur", "fog", "noise");
    private static final int SEVERITIES = 5;
    private static final int PICTURES = 300;

    @Test
    void closedIntervalsCover() {
        cover(1000);
    }

    @Test
    @Tag("slow")
    void closedIntervalsCoverInManySamples() {
        cover(10_000);
    }

    @Test
    void theBootstrapOfARatioCovers() {
        coverRatio(400, 200);
    }

    @Test
    @Tag("slow")
    void theBootstrapOfARatioCoversInManySamples() {
        coverRatio(4000, 400);
    }

    /** Cells that are counted as if they were independent would have half the width. */
    @Test
    void thePicturesAreTheUnitAndNotTheCells() {
        Pair pair = new Pair(new SplittableRandom(5));
        int cells = pair.first.cells().size();
        double independent = Math.sqrt(pair.first.errors().values().stream()
                        .mapToDouble(error -> error * (1 - error) / PICTURES)
                        .sum())
                / cells;

        assertThat(WeightedError.mean(pair.first.cells()).of(pair.first).standardError())
                .isGreaterThan(1.5 * independent);
    }

    @Test
    void theStandardErrorIsThatOfThePicturesMeans() {
        BitSet some = new BitSet();
        some.set(0, 3);
        CellAnswers answers =
                CellAnswers.of("m", 4, Map.of(new Cell("fog", 1), some, new Cell("fog", 2), new BitSet()));

        Estimate mean = WeightedError.mean(answers.cells()).of(answers);

        // Per picture: .5 .5 .5 1; mean .625, variance (3 · .125² + .375²) / 3 = .0625.
        assertThat(mean.value()).isEqualTo(.625);
        assertThat(mean.standardError()).isCloseTo(.125, within(1e-15));
        assertThat(WeightedError.mean(answers.cells())
                        .difference(answers, answers)
                        .standardError())
                .isZero();
    }

    private static void cover(int samples) {
        CorruptionMetric plain = new CorruptionMetric(denominators(false), false);
        CorruptionMetric relative = new CorruptionMetric(denominators(true), true);
        double plainTruth = plain.of(truth(0));
        double relativeTruth = relative.of(truth(0));
        double difference = plain.of(truth(0)) - plain.of(truth(.1));
        assertThat(covered(samples, plainTruth, pair -> inside(plain.of(pair.first), plainTruth)))
                .isBetween(.93, .97);
        assertThat(covered(samples, relativeTruth, pair -> inside(relative.of(pair.first), relativeTruth)))
                .isBetween(.93, .97);
        assertThat(covered(samples, difference, pair -> inside(plain.difference(pair.first, pair.second), difference)))
                .isBetween(.93, .97);
    }

    private static void coverRatio(int samples, int draws) {
        Denominators truly = denominatorsOf(truth(.1));
        double truth = new CorruptionMetric(truly, false).of(truth(0));
        assertThat(covered(
                        samples,
                        truth,
                        pair -> inside(BaselineRatio.of(pair.first, pair.second, false, new Draws(1, draws)), truth)))
                .isBetween(.925, .975); // few draws widen the range by half a point
    }

    private static double inside(Estimate estimate, double truth) {
        return estimate.interval().contains(truth) ? 1 : 0;
    }

    private static double covered(int samples, double seed, ToDoubleFunction<Pair> inside) {
        SplittableRandom random = new SplittableRandom(Double.doubleToLongBits(seed));
        double hits = 0;
        for (int sample = 0; sample < samples; sample++) {
            hits += inside.applyAsDouble(new Pair(random.split()));
        }
        return hits / samples;
    }

    private static Denominators denominators(boolean clean) {
        NavigableMap<Cell, Double> half = truth(.2);
        Denominators all = denominatorsOf(half);
        return clean ? all : new Denominators("other", all.byCorruption(), OptionalDouble.empty());
    }

    private static Denominators denominatorsOf(NavigableMap<Cell, Double> errors) {
        NavigableMap<String, Denominator> means = new TreeMap<>();
        for (String corruption : CORRUPTIONS) {
            TreeSet<Integer> severities = new TreeSet<>();
            double sum = 0;
            for (int severity = 1; severity <= SEVERITIES; severity++) {
                severities.add(severity);
                sum += errors.getOrDefault(new Cell(corruption, severity), 0.0);
            }
            means.put(corruption, new Denominator(severities, sum / SEVERITIES));
        }
        return new Denominators("other", means, OptionalDouble.of(errors.getOrDefault(Cell.CLEAN, 0.0)));
    }

    /** The true error rates of a model that is worse by some. */
    private static NavigableMap<Cell, Double> truth(double worse) {
        NavigableMap<Cell, Double> errors = new TreeMap<>();
        for (Cell cell : cells()) {
            double sum = 0;
            for (double ease : EASE) {
                sum += wrong(cell, ease, worse);
            }
            errors.put(cell, sum / EASE.length);
        }
        return errors;
    }

    private static double wrong(Cell cell, double ease, double worse) {
        return (1 - ease)
                        * (.15
                                + .1 * cell.severity()
                                + .02 * cell.augmentation().length())
                + worse * ease;
    }

    private static List<Cell> cells() {
        TreeSet<Cell> cells = new TreeSet<>();
        cells.add(Cell.CLEAN);
        for (String corruption : CORRUPTIONS) {
            for (int severity = 1; severity <= SEVERITIES; severity++) {
                cells.add(new Cell(corruption, severity));
            }
        }
        return List.copyOf(cells);
    }

    /** Two models on one sample of pictures. */
    private static final class Pair {
        final CellAnswers first;
        final CellAnswers second;

        Pair(SplittableRandom random) {
            Map<Cell, BitSet> one = new TreeMap<>();
            Map<Cell, BitSet> other = new TreeMap<>();
            double[] ease = new double[PICTURES];
            for (int i = 0; i < PICTURES; i++) {
                ease[i] = EASE[random.nextInt(EASE.length)];
            }
            for (Cell cell : cells()) {
                BitSet right = new BitSet();
                BitSet others = new BitSet();
                for (int i = 0; i < PICTURES; i++) {
                    double luck = random.nextDouble();
                    double own = random.nextBoolean() ? luck : random.nextDouble();
                    right.set(i, luck >= wrong(cell, ease[i], 0));
                    others.set(i, own >= wrong(cell, ease[i], .1));
                }
                one.put(cell, right);
                other.put(cell, others);
            }
            first = CellAnswers.of("first", PICTURES, one);
            second = CellAnswers.of("second", PICTURES, other);
        }
    }
}
