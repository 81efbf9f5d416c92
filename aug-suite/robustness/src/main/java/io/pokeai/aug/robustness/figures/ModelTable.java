package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.metrics.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the figures of one model. */
final class ModelTable {
    private final RobustnessResult result;
    private final TestedModel model;

    ModelTable(RobustnessResult result, TestedModel model) {
        this.result = result;
        this.model = model;
    }

    ModelFigures figures(Map<String, TrainingRecord> records) {
        return new ModelFigures(model.title(), cells(), List.of(), List.of(), List.of(), Contamination.NOT_KNOWN);
    }

    private List<CellFigures> cells() {
        CellScoring scoring =
                CellScoring.of(result.cell(model, FinishedCell.CLEAN, 0).flatMap(this::scored));
        List<CellFigures> cells = new ArrayList<>();
        for (FinishedCell cell : result.cells()) {
            if (cell.model().equals(model.title()) && cell.pictures() > 0) {
                cells.add(new CellFigures(
                        new Cell(cell.augmentation(), cell.severity()),
                        new Proportion(cell.correct(), cell.pictures()),
                        scored(cell).map(scoring::figures)));
            }
        }
        return cells;
    }

    private Optional<ScoredRows> scored(FinishedCell cell) {
        return ScoredRows.of(
                cell, result.scores().scores(cell), cell.counted().stream().toArray());
    }
}
