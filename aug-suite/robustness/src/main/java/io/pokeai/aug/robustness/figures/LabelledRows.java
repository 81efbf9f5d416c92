package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows that count in every cell of a model, with the class of their label.
 *
 * <p><b>Threads</b> immutable.
 */
final class LabelledRows {
    private final int[] rows;
    private final int[] truth;
    private final int classes;

    /**
     * @param rows of the data set
     * @param truth the class of each of them
     * @param classes how many the model has
     */
    LabelledRows(int[] rows, int[] truth, int classes) {
        this.rows = rows.clone();
        this.truth = truth.clone();
        this.classes = classes;
    }

    static LabelledRows of(RobustnessResult result, TestedModel model) {
        List<String> names = model.identity().classes();
        Map<String, Integer> indices = new HashMap<>();
        names.forEach(name -> indices.putIfAbsent(name, indices.size()));
        BitSet common = new BitSet();
        common.set(0, result.plan().pictures().size());
        for (FinishedCell cell : result.cells()) {
            if (cell.model().equals(model.title())) {
                common.and(cell.counted());
            }
        }
        int[] rows = common.stream().toArray();
        int[] truth = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            truth[i] = Objects.requireNonNull(
                    indices.get(result.plan().pictures().row(rows[i]).label()), "a row counts whose label is unknown");
        }
        return new LabelledRows(rows, truth, names.size());
    }

    int size() {
        return rows.length;
    }

    /** The row of the data set. */
    int row(int i) {
        return rows[i];
    }

    /** The class of the label. */
    int truth(int i) {
        return truth[i];
    }

    /** How many rows each class has. */
    int[] perClass() {
        int[] counts = new int[classes];
        for (int label : truth) {
            counts[label]++;
        }
        return counts;
    }

    /** Which of the rows, in their order, a cell has right. */
    boolean[] right(FinishedCell cell) {
        BitSet bits = cell.right();
        boolean[] right = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            right[i] = bits.get(rows[i]);
        }
        return right;
    }
}
