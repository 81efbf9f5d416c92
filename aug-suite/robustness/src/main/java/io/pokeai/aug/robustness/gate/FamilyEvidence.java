package io.pokeai.aug.robustness.gate;

/**
 * The evidence that the mean over all cells is worse, and that it is not worse by the margin.
 *
 * <p>A picture's difference {@code D} is its mean over the cells, from −1 to 1. {@code E_fail = mean_λ Π (1 + λ·D)} against "not
 * worse", {@code E_pass = mean_λ Π (1 + λ·(margin − D))} against "worse by the margin or more".
 *
 * <p><b>Threads</b> confined to one.
 */
final class FamilyEvidence {
    private final int cells;
    private final double[][] worseFactors;
    private final double[][] withinFactors;
    private final double[] worse = new double[EvidenceRates.count()];
    private final double[] within = new double[EvidenceRates.count()];

    FamilyEvidence(int cells, double margin) {
        this.cells = cells;
        worseFactors = new double[EvidenceRates.count()][2 * cells + 1];
        withinFactors = new double[EvidenceRates.count()][2 * cells + 1];
        for (int rate = 0; rate < EvidenceRates.count(); rate++) {
            for (int sum = -cells; sum <= cells; sum++) {
                double difference = (double) sum / cells;
                worseFactors[rate][cells + sum] = EvidenceRates.logFactor(rate, difference);
                withinFactors[rate][cells + sum] = EvidenceRates.logFactor(rate, margin - difference);
            }
        }
    }

    /** @param sum of the picture's differences over the cells */
    void add(int sum) {
        for (int rate = 0; rate < worse.length; rate++) {
            worse[rate] += worseFactors[rate][cells + sum];
            within[rate] += withinFactors[rate][cells + sum];
        }
    }

    double logWorse() {
        return EvidenceRates.logMean(worse);
    }

    double logWithin() {
        return EvidenceRates.logMean(within);
    }
}
