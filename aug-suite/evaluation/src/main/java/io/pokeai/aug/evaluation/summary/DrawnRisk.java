package io.pokeai.aug.evaluation.summary;

import io.pokeai.aug.evaluation.scores.Answers;
import java.util.Arrays;

/** The area under the generalised risk by coverage of drawn rows, as {@code RiskCoverage} defines it. */
final class DrawnRisk {
    private final int[] groupOf;
    private final int[] right;
    private final int[] wrong;
    private final boolean[] isWrong;

    DrawnRisk(Answers answers) {
        float[] levels = answers.confidences();
        Arrays.sort(levels);
        int different = 0;
        for (int i = 0; i < levels.length; i++) {
            if (i == 0 || levels[i] != levels[different - 1]) {
                levels[different++] = levels[i];
            }
        }
        groupOf = new int[answers.size()];
        isWrong = new boolean[answers.size()];
        for (int row = 0; row < groupOf.length; row++) {
            groupOf[row] = Arrays.binarySearch(levels, 0, different, answers.confidence(row));
            isWrong[row] = !answers.right(row);
        }
        right = new int[different];
        wrong = new int[different];
    }

    void clear() {
        Arrays.fill(right, 0);
        Arrays.fill(wrong, 0);
    }

    void add(int row) {
        if (isWrong[row]) {
            wrong[groupOf[row]]++;
        } else {
            right[groupOf[row]]++;
        }
    }

    double augrc() {
        long doubled = 0;
        long errors = 0;
        long answered = 0;
        for (int group = right.length - 1; group >= 0; group--) {
            long more = (long) right[group] + wrong[group];
            doubled += more * (2 * errors + wrong[group]);
            errors += wrong[group];
            answered += more;
        }
        return doubled / 2.0 / ((double) answered * answered);
    }
}
