package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The cells of a model that count in means of a suite.
 *
 * @param corruptions for each corruption the cells of its severities, ascending
 */
record SuiteCells(List<List<FinishedCell>> corruptions) {
    static SuiteCells of(RobustnessResult result, TestedModel model, Suite suite) {
        List<List<FinishedCell>> all = new ArrayList<>();
        for (PlannedCorruption corruption : result.plan().corruptions()) {
            if (suite.countsInMeans(corruption.id())) {
                all.add(corruption.severities().stream()
                        .map(severity ->
                                result.cell(model, corruption.name(), severity).orElseThrow())
                        .toList());
            }
        }
        return new SuiteCells(all);
    }

    SortedSet<Integer> severities() {
        SortedSet<Integer> severities = new TreeSet<>();
        corruptions.forEach(cells -> cells.forEach(cell -> severities.add(cell.severity())));
        return severities;
    }

    /** One cell for each corruption that was run at the severity. */
    List<FinishedCell> at(int severity) {
        return corruptions.stream()
                .flatMap(List::stream)
                .filter(cell -> cell.severity() == severity)
                .toList();
    }

    /** The rows that count in each cell. */
    BitSet counted() {
        BitSet common = new BitSet();
        boolean first = true;
        for (List<FinishedCell> cells : corruptions) {
            for (FinishedCell cell : cells) {
                if (first) {
                    common.or(cell.counted());
                }
                common.and(cell.counted());
                first = false;
            }
        }
        return common;
    }

    /** For each of the rows the mean over the corruptions of the share of severities at which it is right. */
    double[] meanRight(int... rows) {
        double[] mean = new double[rows.length];
        for (List<FinishedCell> cells : corruptions) {
            double[] own = meanRight(cells, rows);
            for (int i = 0; i < rows.length; i++) {
                mean[i] += own[i] / corruptions.size();
            }
        }
        return mean;
    }

    /** For each of the rows the share of cells in which it is right. */
    static double[] meanRight(List<FinishedCell> cells, int... rows) {
        int[] times = new int[rows.length];
        for (FinishedCell cell : cells) {
            BitSet right = cell.right();
            for (int i = 0; i < rows.length; i++) {
                times[i] += right.get(rows[i]) ? 1 : 0;
            }
        }
        double[] mean = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            mean[i] = (double) times[i] / cells.size();
        }
        return mean;
    }
}
