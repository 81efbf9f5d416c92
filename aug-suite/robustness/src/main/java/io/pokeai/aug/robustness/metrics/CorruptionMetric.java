package io.pokeai.aug.robustness.metrics;

import io.pokeai.engine.api.EngineException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Mean corruption error, plain or relative, with the denominators that it is divided by.
 *
 * <p>{@code CE(c) = Σ_s E(s,c) / Σ_s E'(s,c)} and {@code relative CE(c) = Σ_s (E(s,c) − E(clean)) / Σ_s (E'(s,c) − E'(clean))}:
 * sums over severities first, then one division; E' are the errors of the normaliser. The metric is the mean over the
 * corruptions. All values are shares: 0.7637 is what papers print as 76.37. With fixed denominators both are weighted sums
 * of error rates, with the intervals of {@link WeightedError}.
 *
 * <p><b>Source</b> Hendrycks, Dietterich, ICLR 2019, section 4.
 *
 * @param denominators whose keys are the corruptions that count
 * @param relative whether only the rise above the clean error counts
 */
public record CorruptionMetric(Denominators denominators, boolean relative) {
    /** How many corruptions the benchmark's mean is taken over. */
    private static final int BENCHMARK = 15;

    /** @throws EngineException {@code INVALID_ARGUMENT} when a relative one has no clean error, or nothing rises above it */
    public CorruptionMetric {
        if (relative) {
            double clean = denominators
                    .cleanError()
                    .orElseThrow(() -> EngineException.invalidArgument(
                            "Normaliser '" + denominators.normaliser() + "' has no clean error.",
                            "Relative errors need the cell 'clean' of the normaliser, too."));
            denominators.byCorruption().forEach((name, denominator) -> {
                if (!(denominator.meanError() > clean)) {
                    throw EngineException.invalidArgument(
                            "Normaliser '" + denominators.normaliser() + "' errs no more on " + name
                                    + " than on clean pictures: there is nothing to divide by.",
                            "Leave out this corruption, or use another normaliser.");
                }
            });
        }
    }

    /** What the number is called; never a bare mCE. */
    public String name() {
        int corruptions = denominators.byCorruption().size();
        if (!denominators.normalise()) {
            return relative ? "mean rise of the error (not normalised)" : "mean error (not normalised)";
        }
        String kind = relative ? "relative " : "";
        String by = " (normalised by " + denominators.normaliser() + ")";
        return corruptions == BENCHMARK
                ? kind + "mCE" + by
                : "mean " + kind + "CE of " + corruptions + (corruptions == 1 ? " corruption" : " corruptions") + by;
    }

    /** The metric of error rates, without an interval. */
    public double of(NavigableMap<Cell, Double> errors) {
        return weights(errors.navigableKeySet()).of(errors);
    }

    /** The metric of a model, with an interval that takes the denominators as fixed. */
    public Estimate of(CellAnswers answers) {
        return weights(answers.cells()).of(answers);
    }

    /** The metric of the first model minus that of the second, on the same pictures. */
    public Estimate difference(CellAnswers first, CellAnswers second) {
        return weights(first.cells()).difference(first, second);
    }

    /** The (relative) corruption error of each corruption. */
    public NavigableMap<String, Double> perCorruption(NavigableMap<Cell, Double> errors) {
        NavigableMap<String, Double> values = new TreeMap<>();
        denominators
                .byCorruption()
                .keySet()
                .forEach(name ->
                        values.put(name, new CorruptionMetric(denominators.only(Set.of(name)), relative).of(errors)));
        return values;
    }

    /** The weights of the cells: {@code 1 / (corruptions · severities · denominator)}, and for relative errors the clean cell. */
    private WeightedError weights(NavigableSet<Cell> cells) {
        NavigableMap<Cell, Double> weights = new TreeMap<>();
        int corruptions = denominators.byCorruption().size();
        double base = relative ? denominators.cleanError().orElseThrow() : 0;
        for (Map.Entry<String, Denominator> entry : denominators.byCorruption().entrySet()) {
            NavigableSet<Integer> found = severities(cells, entry.getKey());
            if (!found.equals(entry.getValue().severities())) {
                throw EngineException.invalidArgument(
                        "'" + entry.getKey() + "' has severities " + found + ", normaliser '"
                                + denominators.normaliser() + "' has "
                                + entry.getValue().severities() + ".",
                        "Run the missing severities, or normalise by a model with the same ones.");
            }
            double each = 1 / (corruptions * (entry.getValue().meanError() - base));
            found.forEach(severity -> weights.put(new Cell(entry.getKey(), severity), each / found.size()));
            if (relative) {
                weights.merge(Cell.CLEAN, -each, Double::sum);
            }
        }
        return WeightedError.weighted(weights);
    }

    private static NavigableSet<Integer> severities(NavigableSet<Cell> cells, String corruption) {
        NavigableSet<Integer> severities = new TreeSet<>();
        cells.stream()
                .filter(cell -> cell.augmentation().equals(corruption))
                .forEach(cell -> severities.add(cell.severity()));
        return severities;
    }
}
