package io.pokeai.aug.robustness.metrics;

import io.pokeai.engine.api.Prediction;

/**
 * The five best classes of an answer, in order.
 *
 * <p>Equal scores are in class order. Logits decide where there are any: small probabilities are equal long before their logits are.
 */
public final class TopFive {
    /** How many classes count. */
    public static final int CLASSES = 5;

    /** The largest distance of two lists: five classes, none of which is in the other list. */
    public static final int FARTHEST = 15;

    private TopFive() {}

    /** The indices of the best classes, best first: five, or all classes if there are fewer. */
    public static int[] of(Prediction prediction) {
        return of(prediction.logitArray().orElseGet(prediction::probabilityArray));
    }

    /** The indices of the largest scores, the largest first, equal ones by their index. */
    public static int[] of(float... scores) {
        int[] best = new int[Math.min(CLASSES, scores.length)];
        int known = 0;
        for (int k = 0; k < scores.length; k++) {
            int place = known;
            while (place > 0 && scores[k] > scores[best[place - 1]]) {
                place--;
            }
            if (place < best.length) {
                int kept = Math.min(known, best.length - 1);
                System.arraycopy(best, place, best, place + 1, kept - place);
                best[place] = k;
                known = kept + 1;
            }
        }
        return best;
    }

    /**
     * The top-5 distance: {@code Σ_i |(i-1) - min(σ(i)-1, 5)|}, where σ(i) is the rank in the second list of the class at rank i of
     * the first one. 0 for equal lists, at most {@link #FARTHEST}.
     *
     * <p><b>Source</b> Hendrycks, Dietterich, ICLR 2019, section 4.2; test.py of hendrycks/robustness. Ranks beyond the fifth all
     * count the same, so the lists are enough.
     */
    public static int distance(int[] first, int[] second) {
        int sum = 0;
        for (int i = 0; i < first.length; i++) {
            int rank = 0;
            while (rank < second.length && second[rank] != first[i]) {
                rank++;
            }
            sum += Math.abs(i - (rank < second.length ? rank : CLASSES));
        }
        return sum;
    }
}
