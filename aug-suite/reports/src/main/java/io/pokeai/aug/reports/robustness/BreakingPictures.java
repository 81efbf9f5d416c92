package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.ScoreSource;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pictures of one model that break first: right when clean, and wrong at the lowest severity of the most corruptions. Of equal ones
 * that comes first which is wrong in more cells, then the first of the data set.
 */
final class BreakingPictures {
    private final FinishedCell clean;
    private final List<List<FinishedCell>> corruptions;
    private final ScoreSource source;
    private final Map<FinishedCell, CellScores> scores = new HashMap<>();

    /**
     * @param clean the cell of the clean pictures
     * @param corruptions of each corruption its cells, one at least, by severity
     * @param source how sure the answers are
     */
    BreakingPictures(FinishedCell clean, List<List<FinishedCell>> corruptions, ScoreSource source) {
        this.clean = clean;
        this.corruptions = corruptions;
        this.source = source;
    }

    /**
     * A picture.
     *
     * @param row of the data set
     * @param lowest corruptions at whose lowest severity it is wrong
     * @param corruptions all that were run
     * @param wrong cells in which it is wrong
     * @param at of the cells of lowest severity in which it is wrong, the one with the most confident answer
     * @param confidence of that answer, 0…1; NaN when it was not kept
     */
    record Broken(int row, int lowest, int corruptions, int wrong, FinishedCell at, float confidence) {
        /** Index of the class that was answered there. */
        int answer() {
            return at.predicted(row);
        }
    }

    /** The first ones. */
    List<Broken> first(int most) {
        int[] lowest = new int[clean.rows()];
        int[] all = new int[clean.rows()];
        for (List<FinishedCell> cells : corruptions) {
            for (FinishedCell cell : cells) {
                int first = cell == cells.get(0) ? 1 : 0;
                wrong(cell).stream().forEach(row -> {
                    all[row]++;
                    lowest[row] += first;
                });
            }
        }
        Comparator<Integer> order = Comparator.comparingInt((Integer row) -> -lowest[row])
                .thenComparingInt(row -> -all[row])
                .thenComparingInt(row -> row);
        return clean.right().stream()
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
        FinishedCell at = null;
        float surest = Float.NaN;
        for (List<FinishedCell> cells : corruptions) {
            FinishedCell cell = cells.get(0);
            if (!wrong(cell).get(row)) {
                continue;
            }
            float confidence = confidence(cell, row);
            if (at == null || confidence > surest) {
                at = cell;
                surest = confidence;
            }
        }
        if (at == null) {
            throw new IllegalStateException("row " + row + " is wrong at no lowest severity");
        }
        return new Broken(row, lowest, corruptions.size(), all, at, surest);
    }

    private float confidence(FinishedCell cell, int row) {
        return scores.computeIfAbsent(cell, source::scores).row(row).confidence();
    }
}
