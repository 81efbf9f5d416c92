package io.pokeai.aug.evaluation.compare;

import io.pokeai.aug.evaluation.statistics.Interval;

/**
 * Two models on the same rows.
 *
 * @param first the name of a model
 * @param second the name of another one
 * @param rows where they differ
 * @param difference accuracy of the first minus that of the second
 * @param interval of the difference: Tango's, at 95 %
 * @param exactP McNemar's exact p value
 * @param midP McNemar's mid-p value
 * @param adjustedP the exact p value after Holm's correction for all pairs that were compared together
 */
public record PairedComparison(
        String first,
        String second,
        Discordance rows,
        double difference,
        Interval interval,
        double exactP,
        double midP,
        double adjustedP) {
    private static final double ALPHA = 1 - Interval.LEVEL;

    /** Two models that are compared alone. */
    public static PairedComparison of(String first, String second, Discordance rows) {
        McNemar test = new McNemar(rows);
        return new PairedComparison(
                first,
                second,
                rows,
                rows.difference(),
                TangoInterval.of(rows, Interval.LEVEL),
                test.exact(),
                test.midP(),
                test.exact());
    }

    PairedComparison adjusted(double p) {
        return new PairedComparison(first, second, rows, difference, interval, exactP, midP, p);
    }

    /** Whether the data decide which model is better: 0 is not in the interval, and the adjusted p value is at most 0.05. */
    public boolean decisive() {
        return !interval.contains(0) && adjustedP <= ALPHA;
    }

    /** One sentence for people. */
    public String verdict() {
        return Verdict.of(this);
    }
}
