package io.pokeai.aug.evaluation.compare;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Normal;

/**
 * Tango's score interval of the difference of two accuracies that were measured on the same rows.
 *
 * <p>Its ends are the differences δ at which the score statistic reaches ±z: {@code (b − c − nδ) / √(n(2q + δ(1 − δ)))}, with the
 * estimate of the off-diagonal probability under δ, {@code q = (√(B² − 4AC) − B) / 2A}, {@code A = 2n}, {@code B = −b − c + (2n −
 * b + c)δ}, {@code C = −cδ(1 − δ)}. Unlike Wald's it holds its level with few discordant rows, and has a width when there are
 * none.
 *
 * <p><b>Source</b> Tango, <i>Equivalence test and confidence interval for the difference in proportions for the paired-sample
 * design</i>, Statistics in Medicine 17 (1998).
 */
public final class TangoInterval {
    private final double onlyFirst;
    private final double onlySecond;
    private final double total;

    private TangoInterval(Discordance rows) {
        onlyFirst = rows.onlyFirst();
        onlySecond = rows.onlySecond();
        total = rows.total();
    }

    /** The interval of first minus second at a level, within −1 to 1. */
    public static Interval of(Discordance rows, double level) {
        double z = Normal.quantile((1 + level) / 2);
        TangoInterval own = new TangoInterval(rows);
        double estimate = rows.difference();
        return new Interval(own.end(-1, estimate, z), own.end(1, estimate, -z));
    }

    /** Where the statistic, which falls with δ, is z: by bisection between a bound and the estimate, to the last bit. */
    private double end(double bound, double estimate, double z) {
        double outer = bound;
        double inner = estimate;
        double middle = (outer + inner) / 2;
        while (middle != outer && middle != inner) {
            boolean beyond = z > 0 ? score(middle) > z : score(middle) < z;
            if (beyond) {
                outer = middle;
            } else {
                inner = middle;
            }
            middle = (outer + inner) / 2;
        }
        return middle;
    }

    private double score(double delta) {
        double distance = onlyFirst - onlySecond - total * delta;
        double variance = total * (2 * offDiagonal(delta) + delta * (1 - delta));
        if (variance <= 0) {
            return distance == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, distance);
        }
        return distance / Math.sqrt(variance);
    }

    /** The likeliest probability of "only the second is right", given the difference. */
    private double offDiagonal(double delta) {
        double a = 2 * total;
        double b = -onlyFirst - onlySecond + (2 * total - onlyFirst + onlySecond) * delta;
        double c = -onlySecond * delta * (1 - delta);
        return (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
    }
}
