package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * scikit-learn's {@code train_test_split(…, stratify=labels)}: the same rows in the same order for the same seed.
 *
 * <p><b>Source</b> scikit-learn 1.9, sklearn/model_selection/_split.py ({@code _validate_shuffle_split},
 * {@code StratifiedShuffleSplit._iter_indices}) and sklearn/utils/extmath.py ({@code _approximate_mode}).
 *
 * <p><b>Threads</b> immutable.
 */
public final class StratifiedShuffleSplit {
    private static final int FEWEST = 2;

    private final int[] train;
    private final int[] test;

    private StratifiedShuffleSplit(int[] train, int[] test) {
        this.train = train;
        this.test = test;
    }

    /**
     * @param labels one for each row
     * @param testShare part of the rows, above 0 and below 1; rounded up to whole rows
     * @param seed 0…{@link LegacyRandom#MAX_SEED}
     * @throws EngineException {@code INVALID_ARGUMENT} where scikit-learn refuses: too few rows for so many classes, or a
     *     class with one row
     */
    public static StratifiedShuffleSplit of(List<String> labels, double testShare, long seed) {
        int testRows = (int) Math.ceil(testShare * labels.size());
        return ofRows(labels, testRows, seed);
    }

    /** As {@link #of}, with a number of test rows. */
    static StratifiedShuffleSplit ofRows(List<String> labels, int testRows, long seed) {
        LabelGroups groups = LabelGroups.of(labels);
        List<String> classes = groups.sorted();
        int trainRows = labels.size() - testRows;
        requireEnough(groups, classes, trainRows, testRows);
        int[] counts = classes.stream().mapToInt(groups::count).toArray();
        LegacyRandom random = new LegacyRandom(seed);
        int[] trainCounts = approximateMode(counts, trainRows, random);
        int[] left = new int[counts.length];
        Arrays.setAll(left, k -> counts[k] - trainCounts[k]);
        int[] testCounts = approximateMode(left, testRows, random);
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            int[] rows = groups.rows(classes.get(k));
            int[] order = random.permutation(counts[k]);
            for (int i = 0; i < trainCounts[k] + testCounts[k]; i++) {
                (i < trainCounts[k] ? train : test).add(rows[order[i]]);
            }
        }
        return new StratifiedShuffleSplit(shuffled(train, random), shuffled(test, random));
    }

    private static void requireEnough(LabelGroups groups, List<String> classes, int trainRows, int testRows) {
        for (String label : classes) {
            if (groups.count(label) < FEWEST) {
                throw EngineException.invalidArgument(
                        "Class '" + label + "' has one picture, which cannot be both trained on and tested.",
                        "Raise the minimum per class to 2, so that such classes are left out or upsampled.");
            }
        }
        if (testRows < classes.size() || trainRows < classes.size()) {
            throw EngineException.invalidArgument(
                    groups.size() + " pictures of " + classes.size() + " classes would give " + trainRows
                            + " for training and " + testRows + " for the test, which are fewer than the classes.",
                    "Add pictures, or leave small classes out: raise the minimum per class.");
        }
    }

    private static int[] shuffled(List<Integer> rows, LegacyRandom random) {
        int[] values = rows.stream().mapToInt(Integer::intValue).toArray();
        random.shuffle(values);
        return values;
    }

    /** How many of each class, as close to its share as whole numbers go; ties are drawn. */
    private static int[] approximateMode(int[] counts, int draws, LegacyRandom random) {
        double sum = Arrays.stream(counts).sum();
        int[] floored = new int[counts.length];
        double[] remainders = new double[counts.length];
        TreeSet<Double> distinct = new TreeSet<>();
        for (int k = 0; k < counts.length; k++) {
            double share = counts[k] / sum * draws;
            floored[k] = (int) Math.floor(share);
            remainders[k] = share - floored[k];
            distinct.add(remainders[k]);
        }
        int missing = draws - Arrays.stream(floored).sum();
        for (double value : distinct.descendingSet()) {
            if (missing <= 0) {
                break;
            }
            int[] tied = IntStream.range(0, counts.length)
                    .filter(k -> remainders[k] == value)
                    .toArray();
            int added = Math.min(tied.length, missing);
            for (int pick : random.choice(tied.length, added)) {
                floored[tied[pick]]++;
            }
            missing -= added;
        }
        return floored;
    }

    /** The row numbers of the training part, in its order. */
    public int[] train() {
        return train.clone();
    }

    /** The row numbers of the test part, in its order. */
    public int[] test() {
        return test.clone();
    }
}
