package io.pokeai.aug.robustness.report;

import io.pokeai.aug.robustness.PlannedSequence;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.SequenceSuite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.aug.robustness.metrics.BoundedMean;
import io.pokeai.aug.robustness.metrics.TopFive;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the sequences of a run show.
 *
 * <pre>{@code
 * SequenceFigures figures = SequenceFigures.of(result);
 * for (SequenceRate rate : figures.rates("resnet18")) {
 *     System.out.println(rate.sequence() + " " + rate.difficulty() + ": " + rate.flipProbability().value());
 * }
 * }</pre>
 *
 * @param rates model by model, in the order of the plan; for each sequence its levels, for each level its steps
 * @param means model by model, by difficulty; empty for a model where no sequence of the benchmark was run
 */
public record SequenceFigures(List<SequenceRate> rates, List<SequenceMean> means) {
    public SequenceFigures {
        rates = List.copyOf(rates);
        means = List.copyOf(means);
    }

    /** Of a result; empty without sequences. */
    public static SequenceFigures of(RobustnessResult result) {
        List<SequenceRate> rates = new ArrayList<>();
        List<SequenceMean> means = new ArrayList<>();
        for (TestedModel model : result.plan().models()) {
            List<FinishedSequence> cells = result.sequences().stream()
                    .filter(cell -> cell.model().equals(model.title()) && cell.pictures() > 0)
                    .toList();
            for (FinishedSequence cell : cells) {
                for (int step = 1; step <= cell.pairs().steps(); step++) {
                    rates.add(SequenceRate.of(cell, step));
                }
            }
            means.addAll(means(model.title(), inMeans(cells, result.plan().sequences())));
        }
        return new SequenceFigures(rates, means);
    }

    private static List<FinishedSequence> inMeans(List<FinishedSequence> cells, List<PlannedSequence> planned) {
        Set<String> benchmark = planned.stream()
                .filter(sequence -> SequenceSuite.isInBenchmark(sequence.id()))
                .map(PlannedSequence::name)
                .collect(Collectors.toSet());
        return cells.stream()
                .filter(cell -> benchmark.contains(cell.sequence()))
                .toList();
    }

    /** A cell at one of its steps. */
    private record Part(FinishedSequence cell, int step) {}

    private static List<SequenceMean> means(String model, List<FinishedSequence> cells) {
        Map<Integer, List<Part>> parts = new TreeMap<>();
        for (FinishedSequence cell : cells) {
            for (int step = 1; step <= cell.pairs().steps(); step++) {
                parts.computeIfAbsent(SequenceRate.difficulty(cell, step), difficulty -> new ArrayList<>())
                        .add(new Part(cell, step));
            }
        }
        List<SequenceMean> means = new ArrayList<>();
        parts.forEach((difficulty, some) -> mean(model, difficulty, some).ifPresent(means::add));
        return means;
    }

    /** Of the pictures that count in each of the sequences: those of one picture are not independent. */
    private static Optional<SequenceMean> mean(String model, int difficulty, List<Part> parts) {
        BitSet rows = parts.get(0).cell().counted();
        parts.forEach(part -> rows.and(part.cell().counted()));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double[] flips = new double[rows.cardinality()];
        double[] distances = new double[rows.cardinality()];
        for (Part part : parts) {
            add(SequenceRate.flipShares(part.cell(), part.step(), rows), parts.size(), flips);
            add(SequenceRate.distances(part.cell(), part.step(), rows), parts.size(), distances);
        }
        return Optional.of(new SequenceMean(
                model,
                difficulty,
                parts.size(),
                rows.cardinality(),
                BoundedMean.of(1, flips),
                BoundedMean.of(TopFive.FARTHEST, distances)));
    }

    private static void add(double[] values, int of, double... sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i] / of;
        }
    }

    /** The rates of one model. */
    public List<SequenceRate> rates(String model) {
        return rates.stream().filter(rate -> rate.model().equals(model)).toList();
    }

    /** The means of one model, by difficulty. */
    public List<SequenceMean> means(String model) {
        return means.stream().filter(mean -> mean.model().equals(model)).toList();
    }
}
