package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.aug.robustness.cells.ScoreSource;
import java.util.List;
import java.util.Optional;

/**
 * What a run has found.
 *
 * @param cells one for each cell of the plan, in its order
 * @param sequences one for each sequence and level of the plan, in its order
 * @param scores of these cells
 * @param leftOut rows that no figure counts, or no figure of some model, in the order of the pictures
 */
public record RobustnessResult(
        RobustnessPlan plan,
        List<FinishedCell> cells,
        List<FinishedSequence> sequences,
        ScoreSource scores,
        List<LeftOutRow> leftOut) {
    public RobustnessResult {
        cells = List.copyOf(cells);
        sequences = List.copyOf(sequences);
        leftOut = List.copyOf(leftOut);
    }

    /** Of a plan without sequences. */
    public RobustnessResult(
            RobustnessPlan plan, List<FinishedCell> cells, ScoreSource scores, List<LeftOutRow> leftOut) {
        this(plan, cells, List.of(), scores, leftOut);
    }

    /** The cell of a model; empty when the plan does not have it. */
    public Optional<FinishedCell> cell(TestedModel model, String augmentation, int severity) {
        return cells.stream()
                .filter(cell -> cell.model().equals(model.title())
                        && cell.augmentation().equals(augmentation)
                        && cell.severity() == severity)
                .findFirst();
    }
}
