package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * scikit-learn's {@code StratifiedKFold}: the same folds for the same seed.
 *
 * <p><b>Source</b> scikit-learn 1.9, sklearn/model_selection/_split.py ({@code StratifiedKFold._make_test_folds}).
 *
 * <p><b>Threads</b> immutable.
 */
public final class StratifiedFolds {
    private static final int FEWEST = 2;

    /** The fold, from 0, that validates on each row. */
    private final int[] foldOfRow;

    StratifiedFolds(int... foldOfRow) {
        this.foldOfRow = foldOfRow.clone();
    }

    /**
     * @param labels one for each row
     * @param seed of the shuffle; empty for folds in the order of the rows
     * @throws EngineException {@code INVALID_ARGUMENT} for fewer than 2 folds, for more folds than rows, and for more folds
     *     than every class has rows
     */
    public static StratifiedFolds of(List<String> labels, int folds, Optional<Long> seed) {
        LabelGroups groups = LabelGroups.of(labels);
        List<String> classes = groups.byAppearance();
        requireEnough(groups, classes, folds);
        int[][] allocation = allocation(groups, classes, folds);
        Optional<LegacyRandom> random = seed.map(LegacyRandom::new);
        int[] foldOfRow = new int[labels.size()];
        for (int k = 0; k < classes.size(); k++) {
            int[] folded = folded(allocation, k, groups.count(classes.get(k)));
            random.ifPresent(generator -> generator.shuffle(folded));
            int[] rows = groups.rows(classes.get(k));
            for (int i = 0; i < rows.length; i++) {
                foldOfRow[rows[i]] = folded[i];
            }
        }
        return new StratifiedFolds(foldOfRow);
    }

    /** The rows that a fold validates on, ascending. */
    public int[] validation(int fold) {
        return rows(fold, true);
    }

    /** The rows that a fold trains on, ascending. */
    public int[] training(int fold) {
        return rows(fold, false);
    }

    private int[] rows(int fold, boolean validating) {
        return IntStream.range(0, foldOfRow.length)
                .filter(row -> (foldOfRow[row] == fold) == validating)
                .toArray();
    }

    static void requireEnough(LabelGroups groups, List<String> classes, int folds) {
        int largest = classes.stream().mapToInt(groups::count).max().orElse(0);
        if (folds < FEWEST || folds > groups.size() || folds > largest) {
            throw EngineException.invalidArgument(
                    folds + " folds cannot be made of " + groups.size() + " pictures whose largest class has " + largest
                            + ".",
                    "Use 2 folds or more, and no more than the largest class has pictures.");
        }
    }

    /** How many rows of each class go to each fold: every K-th of all rows, sorted by class. */
    private static int[][] allocation(LabelGroups groups, List<String> classes, int folds) {
        int[][] allocation = new int[folds][classes.size()];
        int position = 0;
        for (int k = 0; k < classes.size(); k++) {
            for (int i = 0; i < groups.count(classes.get(k)); i++) {
                allocation[position % folds][k]++;
                position++;
            }
        }
        return allocation;
    }

    private static int[] folded(int[][] allocation, int classIndex, int count) {
        List<Integer> folded = new ArrayList<>(count);
        for (int fold = 0; fold < allocation.length; fold++) {
            for (int i = 0; i < allocation[fold][classIndex]; i++) {
                folded.add(fold);
            }
        }
        return folded.stream().mapToInt(Integer::intValue).toArray();
    }
}
