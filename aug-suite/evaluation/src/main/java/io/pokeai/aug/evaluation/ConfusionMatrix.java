package io.pokeai.aug.evaluation;

import io.pokeai.engine.api.EngineException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How many pictures of each class were answered as each class.
 *
 * <p><b>Shape</b> {@code classes × classes}; rows are the true classes, columns the predicted ones, in index order.<br>
 * <b>Threads</b> immutable.
 */
public final class ConfusionMatrix {
    private final List<String> classes;
    private final int[][] counts;

    private ConfusionMatrix(List<String> classes, int[][] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    /**
     * Counts answers.
     *
     * @param classes the class names, in index order; at least one
     * @param truth the true class of each picture, 0…classes−1
     * @param predicted what was answered, as many
     * @throws EngineException {@code INVALID_ARGUMENT} when an index is outside 0…classes−1, or the two arrays differ in
     *     length
     */
    public static ConfusionMatrix of(List<String> classes, int[] truth, int[] predicted) {
        if (truth.length != predicted.length || classes.isEmpty()) {
            throw EngineException.invalidArgument(
                    predicted.length + " answers were given for " + truth.length + " pictures of " + classes.size()
                            + " classes.",
                    "Give one answer for each picture, and at least one class.");
        }
        int[][] counts = new int[classes.size()][classes.size()];
        for (int i = 0; i < truth.length; i++) {
            requireClass(truth[i], classes.size());
            requireClass(predicted[i], classes.size());
            counts[truth[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(List.copyOf(classes), counts);
    }

    private static void requireClass(int index, int classes) {
        if (index < 0 || index >= classes) {
            throw EngineException.invalidArgument(
                    "There is no class " + index + " among " + classes + ".", "Classes are counted from 0.");
        }
    }

    /** The class names, in index order. */
    public List<String> classes() {
        return classes;
    }

    /** How often {@code truth} was taken for {@code predicted}. */
    public int count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** How many pictures of the class there are. */
    public int support(int truth) {
        return Arrays.stream(counts[truth]).sum();
    }

    /** How often the class was answered. */
    public int predictions(int predicted) {
        return Arrays.stream(counts).mapToInt(row -> row[predicted]).sum();
    }

    /** The number of pictures. */
    public int total() {
        return IntStream.range(0, counts.length).map(this::support).sum();
    }

    /** The number of right answers. */
    public int correct() {
        return IntStream.range(0, counts.length).map(k -> counts[k][k]).sum();
    }

    /** The class that the class is most often taken for, of equals the first; empty when none of its pictures is wrong. */
    public OptionalInt topConfusion(int truth) {
        return IntStream.range(0, counts.length)
                .filter(k -> k != truth && counts[truth][k] > 0)
                .reduce((best, k) -> counts[truth][k] > counts[truth][best] ? k : best);
    }

    /** The classes that occur as truth or as answer; the others say nothing about a model. */
    public int[] present() {
        return IntStream.range(0, counts.length)
                .filter(k -> support(k) > 0 || predictions(k) > 0)
                .toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix that
                && classes.equals(that.classes)
                && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix[" + correct() + " of " + total() + " right, " + classes.size() + " classes]";
    }
}
