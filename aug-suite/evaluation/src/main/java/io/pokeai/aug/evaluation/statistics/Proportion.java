package io.pokeai.aug.evaluation.statistics;

import io.pokeai.engine.api.EngineException;

/**
 * How many of some rows have a property.
 *
 * @param count rows that have it
 * @param total all rows, at least one
 */
public record Proportion(int count, int total) {
    /** @throws EngineException {@code INVALID_ARGUMENT} unless 0 ≤ count ≤ total and total ≥ 1 */
    public Proportion {
        if (count < 0 || count > total || total < 1) {
            throw EngineException.invalidArgument(
                    "A share of " + count + " in " + total + " was asked for.",
                    "Give a count from 0 to the total, and a total of at least 1.");
        }
    }

    /** The share, from 0 to 1. */
    public double value() {
        return (double) count / total;
    }

    /** Wilson's interval at 95 %. */
    public Interval wilson() {
        return wilson(Interval.LEVEL);
    }

    /**
     * Wilson's score interval, without correction for continuity. It holds its level also near 0 and 1, where {@code p ± z·se}
     * fails.
     *
     * <p><b>Source</b> E. B. Wilson, <i>Probable inference, the law of succession, and statistical inference</i>, JASA 22 (1927).
     */
    public Interval wilson(double level) {
        double z = Normal.quantile((1 + level) / 2);
        double z2 = z * z;
        double p = value();
        double centre = p + z2 / (2.0 * total);
        double half = z * Math.sqrt(p * (1 - p) / total + z2 / (4.0 * total * total));
        double scale = 1 + z2 / total;
        // The ends are exact at 0 and n; rounding would leave 1e-17.
        double low = count == 0 ? 0 : Math.max(0, (centre - half) / scale);
        double high = count == total ? 1 : Math.min(1, (centre + half) / scale);
        return new Interval(low, high);
    }

    /**
     * Clopper's and Pearson's interval: never below its level, and therefore wider.
     *
     * <p><b>Source</b> C. J. Clopper, E. S. Pearson, Biometrika 26 (1934).
     */
    public Interval clopperPearson(double level) {
        double tail = (1 - level) / 2;
        double low = count == 0 ? 0 : BetaQuantile.of(tail, count, total - count + 1.0);
        double high = count == total ? 1 : BetaQuantile.of(1 - tail, count + 1.0, (double) total - count);
        return new Interval(low, high);
    }
}
