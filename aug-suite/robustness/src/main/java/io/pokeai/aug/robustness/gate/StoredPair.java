package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two models whose answers robustness runs have stored.
 *
 * <p>The cells are those that both have finished; the pictures those that count in all of these cells for both.
 *
 * @param paired where they differ
 * @param rows the rows of the data set that the pictures are, in order
 * @param notes sentences for people about what was left out
 */
public record StoredPair(PairedCells paired, List<Integer> rows, List<String> notes) {
    private static final List<String> SAME = List.of(CellKey.DATA, CellKey.SEED, CellKey.DEFINITION);

    /** The lists are copied. */
    public StoredPair {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * Reads nothing; takes what was read.
     *
     * @param baselineRun the run that has the baseline
     * @param baseline the model that answers today
     * @param candidateRun the run that has the candidate; may be the same
     * @param candidate the model that is to replace it
     * @throws EngineException {@code INVALID_ARGUMENT} when a run has no such model, when they have no cell or picture in common,
     *     or when a cell of both has other data, seeds or definitions
     */
    public static StoredPair of(
            RobustnessCells baselineRun, String baseline, RobustnessCells candidateRun, String candidate) {
        return of(stored(baselineRun, baseline), baseline, stored(candidateRun, candidate), candidate);
    }

    /**
     * The cells of two models, each of them once.
     *
     * @param baseline the model that answers today, for reports
     * @param candidate the model that is to replace it, for reports
     * @throws EngineException {@code INVALID_ARGUMENT} when they have no cell or picture in common, or when a cell of both has other
     *     data, seeds or definitions
     */
    public static StoredPair of(
            List<FinishedCell> baselineCells, String baseline, List<FinishedCell> candidateCells, String candidate) {
        NavigableMap<Cell, FinishedCell> first = byCell(baselineCells);
        NavigableMap<Cell, FinishedCell> second = byCell(candidateCells);
        TreeSet<Cell> common = new TreeSet<>(first.keySet());
        common.retainAll(second.keySet());
        if (common.isEmpty()) {
            throw EngineException.invalidArgument(
                    "'" + baseline + "' and '" + candidate + "' have no cell in common: " + first.keySet() + " and "
                            + second.keySet() + ".",
                    "Run both models with one plan.");
        }
        first.keySet().retainAll(common);
        second.keySet().retainAll(common);
        List<String> notes = new ArrayList<>();
        noteLeftOut(baselineCells.size() - common.size(), baseline, notes);
        noteLeftOut(candidateCells.size() - common.size(), candidate, notes);
        common.forEach(cell -> requireComparable(cell, first, second));
        noteSameFiles(first, second, notes);
        noteIntermediateFiles(first, second, notes);
        BitSet counted = counted(first, second, notes);
        return new StoredPair(
                PairedCells.of(answers(baseline, first, counted), answers(candidate, second, counted)),
                counted.stream().boxed().toList(),
                notes);
    }

    private static NavigableMap<Cell, FinishedCell> byCell(List<FinishedCell> all) {
        NavigableMap<Cell, FinishedCell> cells = new TreeMap<>();
        all.forEach(cell -> cells.put(new Cell(cell.augmentation(), cell.severity()), cell));
        return cells;
    }

    private static List<FinishedCell> stored(RobustnessCells run, String model) {
        List<FinishedCell> cells = run.of(model);
        if (cells.isEmpty()) {
            throw EngineException.invalidArgument(
                    "The run has no finished cell of '" + model + "'.", "Its models are " + run.models() + ".");
        }
        return cells;
    }

    private static void noteLeftOut(int count, String model, List<String> notes) {
        if (count > 0) {
            notes.add(count + (count == 1 ? " cell" : " cells") + " of '" + model
                    + "' that the other model has not finished " + (count == 1 ? "is" : "are") + " left out.");
        }
    }

    private static void requireComparable(
            Cell cell, NavigableMap<Cell, FinishedCell> first, NavigableMap<Cell, FinishedCell> second) {
        CellKey one = key(first, cell);
        CellKey other = key(second, cell);
        for (String part : SAME) {
            if (!one.part(part).equals(other.part(part))) {
                throw EngineException.invalidArgument(
                        "The models were asked about different pictures in " + cell + ": the " + part + " was "
                                + one.part(part) + " and " + other.part(part) + ".",
                        "Run both models with one plan, on the same data.");
            }
        }
    }

    /** Two models of the same files never differ, so that their comparison shows nothing. */
    private static void noteSameFiles(
            NavigableMap<Cell, FinishedCell> first, NavigableMap<Cell, FinishedCell> second, List<String> notes) {
        boolean same = first.keySet().stream()
                .allMatch(cell -> key(first, cell)
                        .part(CellKey.MODEL)
                        .equals(key(second, cell).part(CellKey.MODEL)));
        if (same && !key(first, first.firstKey()).part(CellKey.MODEL).isEmpty()) {
            notes.add(
                    "Baseline and candidate are the same files: a gate between them shows nothing about other models.");
        }
    }

    /** PokeAI's script shows some models other pixels than others. */
    private static void noteIntermediateFiles(
            NavigableMap<Cell, FinishedCell> first, NavigableMap<Cell, FinishedCell> second, List<String> notes) {
        long unlike = first.keySet().stream()
                .filter(cell -> !key(first, cell)
                        .part(CellKey.FILE)
                        .equals(key(second, cell).part(CellKey.FILE)))
                .count();
        if (unlike > 0) {
            notes.add("In " + unlike + (unlike == 1 ? " cell" : " cells")
                    + " one of the models was asked by way of PokeAI's intermediate file, and the other one was not.");
        }
    }

    private static CellKey key(NavigableMap<Cell, FinishedCell> cells, Cell cell) {
        return required(cells, cell).key();
    }

    private static FinishedCell required(NavigableMap<Cell, FinishedCell> cells, Cell cell) {
        return EngineException.required(cells.get(cell), "cell");
    }

    private static BitSet counted(
            NavigableMap<Cell, FinishedCell> first, NavigableMap<Cell, FinishedCell> second, List<String> notes) {
        FinishedCell any = first.firstEntry().getValue();
        BitSet counted = any.counted();
        first.values().forEach(cell -> counted.and(cell.counted()));
        second.values().forEach(cell -> counted.and(cell.counted()));
        if (counted.isEmpty()) {
            throw EngineException.invalidArgument(
                    "No picture counts in all cells of both models.",
                    "Both models need the labels of the data set, and pictures that can be read.");
        }
        int left = any.rows() - counted.cardinality();
        if (left > 0) {
            notes.add(left + " of " + any.rows()
                    + " pictures do not count in all cells of both models, and are left out.");
        }
        return counted;
    }

    private static CellAnswers answers(String model, NavigableMap<Cell, FinishedCell> cells, BitSet counted) {
        NavigableMap<Cell, BitSet> right = new TreeMap<>();
        int[] rows = counted.stream().toArray();
        cells.forEach((cell, finished) -> {
            BitSet all = finished.right();
            BitSet own = new BitSet(rows.length);
            for (int picture = 0; picture < rows.length; picture++) {
                own.set(picture, all.get(rows[picture]));
            }
            right.put(cell, own);
        });
        return CellAnswers.of(model, rows.length, right);
    }
}
