package io.pokeai.aug.evaluation.compare;

import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/**
 * McNemar's test of "both models are equally good": two-sided p values of the discordant rows.
 *
 * <p>{@link #exact()} is the one to decide by: the binomial test with one half, whatever the counts. {@link #midP()} is less
 * careful and closer to its level; {@link #chiSquared()} is what textbooks have for many rows. Without a discordant row all are
 * 1.
 *
 * <p><b>Source</b> McNemar, Psychometrika 12 (1947); Edwards, Psychometrika 13 (1948) for the correction; Fagerland, Lydersen,
 * Laake, <i>The McNemar test for binary matched-pairs data: mid-p and asymptotic are better than exact conditional</i>, BMC
 * Medical Research Methodology 13:91 (2013).
 *
 * @param rows that differ
 */
public record McNemar(Discordance rows) {
    /** The exact binomial test: {@code min(1, 2·P(X ≤ min(b, c)))}, X of b + c fair coins. */
    public double exact() {
        return Math.min(1, 2 * lowerTail());
    }

    /** The exact test with half of the observed outcome's probability taken off each side. */
    public double midP() {
        if (rows.discordant() == 0) {
            return 1;
        }
        return Math.min(1, 2 * lowerTail() - coins(smaller()));
    }

    /** Chi-squared with Edwards' correction for continuity: {@code (|b − c| − 1)² / (b + c)}, one degree of freedom. */
    public double chiSquared() {
        if (rows.discordant() == 0) {
            return 1;
        }
        double distance = Math.max(0, Math.abs(rows.onlyFirst() - rows.onlySecond()) - 1.0);
        return Erf.erfc(Math.sqrt(distance * distance / rows.discordant() / 2));
    }

    private int smaller() {
        return Math.min(rows.onlyFirst(), rows.onlySecond());
    }

    private double lowerTail() {
        double sum = 0;
        for (int k = 0; k <= smaller(); k++) {
            sum += coins(k);
        }
        return sum;
    }

    /** The probability of k heads in as many throws as rows differ. */
    private double coins(int k) {
        int n = rows.discordant();
        return Math.exp(
                Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0) - n * Math.log(2));
    }
}
