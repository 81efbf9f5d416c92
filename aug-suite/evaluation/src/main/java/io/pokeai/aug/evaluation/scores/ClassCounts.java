package io.pokeai.aug.evaluation.scores;

import java.util.Arrays;

/**
 * The three counts of each class that F1 and recall are made of, to be filled again and again: for statistics over many draws.
 *
 * <p><b>Threads</b> for one thread at a time.
 */
public final class ClassCounts {
    private final int[] right;
    private final int[] answered;
    private final int[] support;

    /**
     * Makes empty counts.
     *
     * @param classes their number
     */
    public ClassCounts(int classes) {
        right = new int[classes];
        answered = new int[classes];
        support = new int[classes];
    }

    /** Forgets all rows. */
    public void clear() {
        Arrays.fill(right, 0);
        Arrays.fill(answered, 0);
        Arrays.fill(support, 0);
    }

    /** One more row. */
    public void add(int truth, int predicted) {
        support[truth]++;
        answered[predicted]++;
        if (truth == predicted) {
            right[truth]++;
        }
    }

    /** The mean F1 over the classes that occur in these rows, as truth or as answer; 0 without rows. */
    public double macroF1() {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < right.length; k++) {
            int whole = support[k] + answered[k];
            if (whole > 0) {
                present++;
                sum += 2.0 * right[k] / whole;
            }
        }
        return present == 0 ? 0 : sum / present;
    }

    /** The mean precision over the same classes; that of a class that is never answered is 0. */
    public double macroPrecision() {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < right.length; k++) {
            if (support[k] + answered[k] > 0) {
                present++;
                sum += answered[k] == 0 ? 0 : (double) right[k] / answered[k];
            }
        }
        return present == 0 ? 0 : sum / present;
    }

    /** The mean recall over the classes that occur as truth; 0 without rows. */
    public double balancedAccuracy() {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < right.length; k++) {
            if (support[k] > 0) {
                present++;
                sum += (double) right[k] / support[k];
            }
        }
        return present == 0 ? 0 : sum / present;
    }
}
