package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.aug.evaluation.compare.Discordance;
import io.pokeai.aug.evaluation.compare.TangoInterval;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.ModelGate;
import io.pokeai.aug.robustness.gate.PairedCells;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import io.pokeai.aug.robustness.metrics.CorruptionMetric;
import io.pokeai.aug.robustness.metrics.Denominators;
import io.pokeai.aug.robustness.metrics.Estimate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Candidates beside the model that they are to replace.
 *
 * @param rows the baseline first
 * @param pictures how many test pictures count
 * @param corruptions the cells that the mean error is over, such as {@code fog:3}
 * @param terms of the gate
 */
record TrialTable(List<TrialRow> rows, int pictures, List<String> corruptions, GateTerms terms) {
    TrialTable {
        rows = List.copyOf(rows);
        corruptions = List.copyOf(corruptions);
    }

    /** What a model is beside its answers. */
    record Cost(int files, long fileBytes, OptionalLong memoryBytes) {}

    /**
     * Makes the table.
     *
     * @param answers of all models on the same pictures; the baseline first
     * @param costs by model
     */
    static TrialTable of(
            Map<String, CellAnswers> answers, Map<String, Cost> costs, LatencyPairs latency, GateTerms terms) {
        CellAnswers baseline = answers.values().iterator().next();
        Optional<CorruptionMetric> metric = metric(baseline);
        List<TrialRow> rows = new ArrayList<>();
        answers.forEach((model, own) -> {
            Cost cost = costs.getOrDefault(model, new Cost(0, 0, OptionalLong.empty()));
            rows.add(new TrialRow(
                    model,
                    cost.files(),
                    new Proportion(own.right(Cell.CLEAN).cardinality(), own.pictures()),
                    metric.map(each -> each.of(own)),
                    latency.of(model),
                    cost.fileBytes(),
                    cost.memoryBytes(),
                    rows.isEmpty() ? Optional.empty() : Optional.of(against(baseline, own, metric, latency, terms))));
        });
        return new TrialTable(
                rows,
                baseline.pictures(),
                baseline.cells().stream()
                        .filter(cell -> !cell.equals(Cell.CLEAN))
                        .map(cell -> cell.augmentation() + ":" + cell.severity())
                        .toList(),
                terms);
    }

    private static Optional<CorruptionMetric> metric(CellAnswers answers) {
        boolean corrupted = answers.cells().size() > 1 && answers.pictures() > 1;
        return corrupted
                ? Optional.of(new CorruptionMetric(Denominators.none(answers.cells()), false))
                : Optional.empty();
    }

    private static TrialRow.Against against(
            CellAnswers baseline,
            CellAnswers own,
            Optional<CorruptionMetric> metric,
            LatencyPairs latency,
            GateTerms terms) {
        BitSet mended = own.right(Cell.CLEAN);
        mended.andNot(baseline.right(Cell.CLEAN));
        BitSet broken = baseline.right(Cell.CLEAN);
        broken.andNot(own.right(Cell.CLEAN));
        Discordance clean = new Discordance(mended.cardinality(), broken.cardinality(), own.pictures());
        Optional<Estimate> change = metric.map(each -> each.difference(own, baseline));
        return new TrialRow.Against(
                clean.difference(),
                TangoInterval.of(clean, Interval.LEVEL),
                change,
                latency.speed(own.model(), baseline.model()),
                ModelGate.decide(PairedCells.of(baseline, own), terms));
    }
}
