package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import io.pokeai.engine.api.EngineException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answers of all models of a run, on those pictures that count in every cell of every model. */
final class PairedAnswers {
    private PairedAnswers() {}

    /**
     * @return by model, in the order of the plan
     * @throws EngineException {@code INVALID_ARGUMENT} when no picture counts everywhere
     */
    static Map<String, CellAnswers> of(RobustnessResult result) {
        Map<String, Map<Cell, FinishedCell>> finished = new LinkedHashMap<>();
        for (TestedModel model : result.plan().models()) {
            Map<Cell, FinishedCell> cells = new TreeMap<>();
            result.cells().stream()
                    .filter(cell -> cell.model().equals(model.title()))
                    .forEach(cell -> cells.put(new Cell(cell.augmentation(), cell.severity()), cell));
            finished.put(model.title(), cells);
        }
        List<FinishedCell> all = finished.values().stream()
                .flatMap(cells -> cells.values().stream())
                .toList();
        BitSet counted = all.get(0).counted();
        all.forEach(cell -> counted.and(cell.counted()));
        if (counted.isEmpty()) {
            throw EngineException.invalidArgument(
                    "No picture counts in all cells of all models.",
                    "The models need the labels of the test split, and pictures that can be read.");
        }
        int[] rows = counted.stream().toArray();
        Map<String, CellAnswers> answers = new LinkedHashMap<>();
        finished.forEach((model, cells) -> {
            Map<Cell, BitSet> right = new TreeMap<>();
            cells.forEach((cell, own) -> right.put(cell, among(own.right(), rows)));
            answers.put(model, CellAnswers.of(model, rows.length, right));
        });
        return answers;
    }

    private static BitSet among(BitSet right, int... rows) {
        BitSet own = new BitSet(rows.length);
        for (int picture = 0; picture < rows.length; picture++) {
            own.set(picture, right.get(rows[picture]));
        }
        return own;
    }
}
