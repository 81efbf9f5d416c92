package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.engine.api.EngineException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The part of a confusion matrix that is shown, in the order in which it is shown. Classes that do not fit are one row and one
 * column "(other)", so that every picture is in the view once.
 *
 * <p><b>Shape</b> {@code size × size}; rows are true classes, columns answers.<br>
 * <b>Threads</b> immutable.
 */
public final class ConfusionView {
    /** The name of what does not fit. */
    public static final String OTHER = "(other)";

    private final List<String> names;
    private final int[] shown;
    private final int[][] counts;
    private final int otherRight;

    private ConfusionView(List<String> names, int[] shown, int[][] counts, int otherRight) {
        this.names = names;
        this.shown = shown;
        this.counts = counts;
        this.otherRight = otherRight;
    }

    /**
     * The classes with most errors.
     *
     * @param order all class indices, each once
     * @param most rows of the view, at least 2, "(other)" among them
     */
    public static ConfusionView of(ConfusionMatrix matrix, int[] order, int most) {
        int classes = matrix.classes().size();
        if (most < 2 || order.length != classes) {
            throw EngineException.invalidArgument(
                    "A view of " + most + " rows in an order of " + order.length
                            + " classes was asked for; the matrix has " + classes + " classes.",
                    "Give every class a place, and at least 2 rows.");
        }
        boolean all = classes <= most;
        int[] shown = all ? order.clone() : withMostErrors(matrix, order, most - 1);
        int size = all ? classes : most;
        int[] place = new int[classes];
        Arrays.fill(place, size - 1);
        IntStream.range(0, shown.length).forEach(i -> place[shown[i]] = i);
        int[][] counts = new int[size][size];
        int otherRight = 0;
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                counts[place[truth]][place[predicted]] += matrix.count(truth, predicted);
            }
            otherRight += !all && place[truth] == size - 1 ? matrix.count(truth, truth) : 0;
        }
        Stream<String> names = Arrays.stream(shown).mapToObj(matrix.classes()::get);
        return new ConfusionView(
                (all ? names : Stream.concat(names, Stream.of(OTHER))).toList(), shown, counts, otherRight);
    }

    private static int[] withMostErrors(ConfusionMatrix matrix, int[] order, int most) {
        int[] errors = ConfusionOrder.errors(matrix);
        boolean[] chosen = new boolean[order.length];
        Arrays.stream(order)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(k -> -errors[k]).thenComparing(k -> k))
                .limit(most)
                .forEach(k -> chosen[k] = true);
        return Arrays.stream(order).filter(k -> chosen[k]).toArray();
    }

    /** The number of rows. */
    public int size() {
        return counts.length;
    }

    /** The class names, "(other)" last if some classes are not shown. */
    public List<String> names() {
        return names;
    }

    /** The class index of a row; empty for "(other)". */
    public OptionalInt classOf(int place) {
        return isOther(place) ? OptionalInt.empty() : OptionalInt.of(shown[place]);
    }

    /** Whether a row stands for all classes that are not shown. */
    public boolean isOther(int place) {
        return place >= shown.length;
    }

    /** How many classes are not shown. */
    public int otherClasses(int classes) {
        return classes - shown.length;
    }

    /** How many pictures of the row were answered as the column says. */
    public int count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** How many pictures of classes that are not shown were answered right. */
    public int otherRight() {
        return otherRight;
    }

    /** The number of pictures: that of the matrix. */
    public int total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }
}
