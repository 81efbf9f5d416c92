package io.pokeai.aug.evaluation.labels;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many rows with label i are confidently of class j.
 *
 * <p><b>Shape</b> {@code classes × classes}; rows are labels, columns the classes that the models are sure of.<br>
 * <b>Source</b> arXiv 1911.00068.<br>
 * <b>Threads</b> immutable.
 */
public final class ConfidentJoint {
    private final int[][] counts;
    private final int[] labelled;

    /**
     * Takes both arrays over.
     *
     * @param counts of confident rows by label and class
     * @param labelled how many rows have each label, confident or not
     */
    ConfidentJoint(int[][] counts, int[] labelled) {
        this.counts = counts;
        this.labelled = labelled;
    }

    /** The number of classes. */
    public int classes() {
        return counts.length;
    }

    /** All rows, confident or not. */
    public int rows() {
        return Arrays.stream(labelled).sum();
    }

    /** Rows with this label that are confidently of this class. */
    public int count(int label, int confident) {
        return counts[label][confident];
    }

    /**
     * The same scaled so that the counts of a label add up to its rows: rows that reach no threshold are shared out like those
     * that do. If none of a label's rows reaches one, nothing is known about it, and all of them are taken to be right.
     */
    public double calibrated(int label, int confident) {
        int sum = Arrays.stream(counts[label]).sum();
        if (sum == 0) {
            return label == confident ? labelled[label] : 0;
        }
        return (double) counts[label][confident] * labelled[label] / sum;
    }

    /** How many labels are estimated to be wrong: the calibrated counts beside the diagonal, together. */
    public double estimatedIssues() {
        return IntStream.range(0, counts.length)
                .mapToDouble(label -> labelled[label] - calibrated(label, label))
                .sum();
    }

    /** How many rows beside the diagonal were counted. */
    public int offDiagonal() {
        return IntStream.range(0, counts.length)
                .map(label -> Arrays.stream(counts[label]).sum() - counts[label][label])
                .sum();
    }
}
