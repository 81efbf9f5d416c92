package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.BetaQuantile;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.ShrunkShares;
import io.pokeai.aug.evaluation.statistics.ShrunkShares.Share;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much recall each class loses from clean pictures to a cell, on the same pictures.
 *
 * <p>With r the clean recall, β the share of right pictures that the corruption breaks, and μ the share of wrong ones that it mends,
 * the fall is {@code F = rβ − (1 − r)μ}. The counts of the three are independent, and each is a {@linkplain ShrunkShares share that
 * is shrunk} over the classes; mean and variance of F follow from theirs. The interval is that of a beta distribution on −1…1 with
 * this mean and variance.
 *
 * <p>Counts of one picture and of none are what this is for: shares of the classes' own pictures would be 0 or 1.
 */
final class RecallFalls {
    private static final double SMALLEST_VARIANCE = 1e-12;

    private final LabelledRows rows;
    private final boolean[] clean;
    private final int[] perClass;
    private final int[] right;
    private final Share[] recall;

    /** @param clean which rows are right on clean pictures */
    RecallFalls(LabelledRows rows, boolean... clean) {
        this.rows = rows;
        this.clean = clean.clone();
        perClass = rows.perClass();
        right = new int[perClass.length];
        for (int i = 0; i < clean.length; i++) {
            right[rows.truth(i)] += clean[i] ? 1 : 0;
        }
        recall = ShrunkShares.of(right, perClass);
    }

    /** Right ones of each class's clean pictures. */
    int[] cleanRight() {
        return right.clone();
    }

    /** The fall of each class; of a class without pictures what the others say. */
    Measured[] to(boolean... corrupted) {
        int[] broken = new int[perClass.length];
        int[] mended = new int[perClass.length];
        int[] wrong = new int[perClass.length];
        for (int i = 0; i < clean.length; i++) {
            int label = rows.truth(i);
            wrong[label] += clean[i] ? 0 : 1;
            broken[label] += clean[i] && !corrupted[i] ? 1 : 0;
            mended[label] += !clean[i] && corrupted[i] ? 1 : 0;
        }
        Share[] breaks = ShrunkShares.of(broken, right);
        Share[] mends = ShrunkShares.of(mended, wrong);
        Map<List<Integer>, Measured> known = new HashMap<>(); // many small classes have the same counts
        Measured[] falls = new Measured[perClass.length];
        for (int k = 0; k < falls.length; k++) {
            int label = k;
            falls[k] = known.computeIfAbsent(
                    List.of(broken[k], right[k], mended[k], wrong[k]),
                    counts -> fall(recall[label], breaks[label], mends[label]));
        }
        return falls;
    }

    private static Measured fall(Share recall, Share breaks, Share mends) {
        double mean = recall.mean() * breaks.mean() - (1 - recall.mean()) * mends.mean();
        double square = recall.square() * breaks.square()
                - 2 * (recall.mean() - recall.square()) * breaks.mean() * mends.mean()
                + (1 - 2 * recall.mean() + recall.square()) * mends.square();
        double variance = Math.max(SMALLEST_VARIANCE, square - mean * mean);
        double centre = (mean + 1) / 2;
        double concentration = 4 * centre * (1 - centre) / variance - 1;
        return Measured.of(
                mean,
                new Interval(
                        quantile((1 - Interval.LEVEL) / 2, centre, concentration),
                        quantile((1 + Interval.LEVEL) / 2, centre, concentration)));
    }

    private static double quantile(double probability, double centre, double concentration) {
        return 2 * BetaQuantile.of(probability, centre * concentration, (1 - centre) * concentration) - 1;
    }
}
