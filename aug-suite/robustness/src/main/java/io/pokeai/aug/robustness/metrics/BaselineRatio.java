package io.pokeai.aug.robustness.metrics;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.evaluation.statistics.Sample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A mean corruption error that is normalised by a model which was measured on the same pictures.
 *
 * <p>Numerators and denominators vary together, so the closed interval of {@link WeightedError} does not hold. Pictures are drawn
 * with replacement, with all their cells, and both are computed anew in each draw; the interval is the percentile interval. Draws
 * in which the baseline makes no mistake at a corruption have no value and are left out.
 *
 * <p>Counts are whole numbers, ratios float64.
 *
 * <p><b>Source</b> Efron, Tibshirani, <i>An introduction to the bootstrap</i> (1993), chapter 13.
 */
public final class BaselineRatio {
    private final List<Counts> corruptions = new ArrayList<>();
    private final int pictures;

    private BaselineRatio(CellAnswers model, CellAnswers baseline, CorruptionMetric metric) {
        pictures = model.pictures();
        metric.denominators().byCorruption().forEach((name, denominator) -> {
            Counts counts = new Counts(pictures);
            for (int severity : denominator.severities()) {
                Cell cell = new Cell(name, severity);
                counts.addWrong(model.right(cell), baseline.right(cell), 1);
            }
            if (metric.relative()) {
                counts.addWrong(
                        model.right(Cell.CLEAN),
                        baseline.right(Cell.CLEAN),
                        -denominator.severities().size());
            }
            corruptions.add(counts);
        });
    }

    /**
     * The metric of a model, normalised by another one on the same pictures.
     *
     * @param relative whether only the rise above the clean error counts
     */
    public static Estimate of(CellAnswers model, CellAnswers baseline, boolean relative, Draws draws) {
        model.requireSamePictures(baseline);
        CorruptionMetric metric = new CorruptionMetric(Denominators.of(baseline), relative);
        double value = metric.of(model.errors());
        BaselineRatio ratio = new BaselineRatio(model, baseline, metric);
        double[] drawn = IntStream.range(0, draws.count())
                .mapToObj(draw -> ratio.drawn(draws.stream(draw)))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        double mean = IntStream.range(0, drawn.length)
                .mapToDouble(i -> drawn[i])
                .average()
                .orElse(value);
        double squares = IntStream.range(0, drawn.length)
                .mapToDouble(i -> (drawn[i] - mean) * (drawn[i] - mean))
                .sum();
        return new Estimate(
                value,
                Math.sqrt(squares / Math.max(1, drawn.length - 1)),
                Sample.of(drawn).percentile());
    }

    private OptionalDouble drawn(Draws.Stream random) {
        int[] times = new int[pictures];
        for (int i = 0; i < pictures; i++) {
            times[random.index(i, pictures)]++;
        }
        double sum = 0;
        for (Counts counts : corruptions) {
            long numerator = counts.ofModel(times);
            long denominator = counts.ofBaseline(times);
            if (denominator <= 0) {
                return OptionalDouble.empty();
            }
            sum += (double) numerator / denominator;
        }
        return OptionalDouble.of(sum / corruptions.size());
    }

    /** For each picture, at how many severities of one corruption each model is wrong; less the clean error where it counts. */
    private static final class Counts {
        private final int[] model;
        private final int[] baseline;

        Counts(int pictures) {
            model = new int[pictures];
            baseline = new int[pictures];
        }

        void addWrong(BitSet modelRight, BitSet baselineRight, int times) {
            for (int i = 0; i < model.length; i++) {
                model[i] += modelRight.get(i) ? 0 : times;
                baseline[i] += baselineRight.get(i) ? 0 : times;
            }
        }

        long ofModel(int[] times) {
            return sum(model, times);
        }

        long ofBaseline(int[] times) {
            return sum(baseline, times);
        }

        private static long sum(int[] wrong, int[] times) {
            long sum = 0;
            for (int i = 0; i < wrong.length; i++) {
                sum += (long) wrong[i] * times[i];
            }
            return sum;
        }
    }
}
