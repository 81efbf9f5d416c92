package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.metrics.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        CellScoring scoring = CellScoring.of(clean().flatMap(this::scored));
        LabelledRows rows = LabelledRows.of(result, model);
        return new ModelFigures(
                model.title(),
                cells(scoring),
                new SeverityTable(result, model, scoring).figures(),
                rows.size() == 0 ? List.of() : classes(rows),
                rows.size() == 0 ? List.of() : sinks(rows),
                Likeness.contamination(
                        Optional.ofNullable(records.get(model.title())),
                        result.plan().corruptions()));
    }

    private Optional<FinishedCell> clean() {
        return result.cell(model, FinishedCell.CLEAN, 0);
    }

    private List<ClassFigures> classes(LabelledRows rows) {
        Map<String, List<FinishedCell>> corruptions = new LinkedHashMap<>();
        for (FinishedCell cell : corrupted()) {
            corruptions
                    .computeIfAbsent(cell.augmentation(), name -> new ArrayList<>())
                    .add(cell);
        }
        boolean[] right = rows.right(clean().orElseThrow());
        return new ClassFalls(rows, model.identity().classes(), right).figures(corruptions);
    }

    private List<ErrorSink> sinks(LabelledRows rows) {
        return new SinkSearch(rows, model.identity().classes(), clean().orElseThrow()).find(corrupted());
    }

    private List<FinishedCell> corrupted() {
        return result.cells().stream()
                .filter(cell -> cell.model().equals(model.title()) && cell.severity() > 0)
                .toList();
    }

    private List<CellFigures> cells(CellScoring scoring) {
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
