package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pictures that break first: right when clean, and wrong at the lowest severity of the most corruptions. Of equal ones that comes
 * first which is wrong in more cells, then the first of the data set.
 */
final class BreakingPictures {
    private final ShownRun run;
    private final TestedModel model;
    private final Map<FinishedCell, CellScores> scores = new HashMap<>();

    BreakingPictures(ShownRun run, TestedModel model) {
        this.run = run;
        this.model = model;
    }

    /**
     * A picture.
     *
     * @param row of the data set
     * @param lowest corruptions at whose lowest severity it is wrong
     * @param corruptions all that were run
     * @param wrong cells in which it is wrong
     * @param breaking of the corruptions at whose lowest severity it is wrong, the one with the most confident answer
     * @param severity the lowest one of that corruption
     * @param answer index of the class that was answered there
     * @param confidence of that answer, 0…1; NaN when it was not kept
     */
    record Broken(
            int row,
            int lowest,
            int corruptions,
            int wrong,
            PlannedCorruption breaking,
            int severity,
            int answer,
            float confidence) {}

    /** The first ones. */
    List<Broken> first(int most) {
        Optional<FinishedCell> clean = run.clean(model);
        if (clean.isEmpty()) {
            return List.of();
        }
        int rows = clean.get().rows();
        int[] lowest = new int[rows];
        int[] all = new int[rows];
        for (PlannedCorruption corruption : run.corruptions()) {
            for (int severity : corruption.severities()) {
                boolean first = severity == corruption.severities().get(0);
                run.cell(model, corruption.name(), severity)
                        .ifPresent(cell -> wrong(cell).stream().forEach(row -> {
                            all[row]++;
                            lowest[row] += first ? 1 : 0;
                        }));
            }
        }
        Comparator<Integer> order = Comparator.comparingInt((Integer row) -> -lowest[row])
                .thenComparingInt(row -> -all[row])
                .thenComparingInt(row -> row);
        return clean.get().right().stream()
                .filter(row -> lowest[row] > 0)
                .boxed()
                .sorted(order)
                .limit(most)
                .map(row -> broken(row, lowest[row], all[row]))
                .toList();
    }

    private static BitSet wrong(FinishedCell cell) {
        BitSet wrong = cell.counted();
        wrong.andNot(cell.right());
        return wrong;
    }

    private Broken broken(int row, int lowest, int all) {
        PlannedCorruption breaking = null;
        FinishedCell at = null;
        float surest = Float.NaN;
        for (PlannedCorruption corruption : run.corruptions()) {
            FinishedCell cell = run.cell(
                            model, corruption.name(), corruption.severities().get(0))
                    .orElse(null);
            if (cell == null || !wrong(cell).get(row)) {
                continue;
            }
            float confidence = confidence(cell, row);
            if (breaking == null || confidence > surest) {
                breaking = corruption;
                at = cell;
                surest = confidence;
            }
        }
        if (breaking == null || at == null) {
            throw new IllegalStateException("row " + row + " is wrong at no lowest severity");
        }
        return new Broken(
                row, lowest, run.corruptions().size(), all, breaking, at.severity(), at.predicted(row), surest);
    }

    private float confidence(FinishedCell cell, int row) {
        RobustnessResult result = run.result();
        return scores.computeIfAbsent(cell, known -> result.scores().scores(known))
                .row(row)
                .confidence();
    }
}
