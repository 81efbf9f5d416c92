package io.pokeai.aug.robustness.gate;

/**
 * The evidence that one cell is worse: {@code mean_λ (1 + λ)^b (1 − λ)^c} with b pictures that only the baseline has right so far,
 * and c that only the candidate has.
 *
 * <p><b>Threads</b> confined to one.
 */
final class CellEvidence {
    private int onlyBaseline;
    private int onlyCandidate;

    void add(boolean baselineRight, boolean candidateRight) {
        onlyBaseline += baselineRight && !candidateRight ? 1 : 0;
        onlyCandidate += candidateRight && !baselineRight ? 1 : 0;
    }

    int onlyBaseline() {
        return onlyBaseline;
    }

    int onlyCandidate() {
        return onlyCandidate;
    }

    double logWorse() {
        double[] logs = new double[EvidenceRates.count()];
        for (int rate = 0; rate < logs.length; rate++) {
            logs[rate] =
                    onlyBaseline * EvidenceRates.logFactor(rate, 1) + onlyCandidate * EvidenceRates.logFactor(rate, -1);
        }
        return EvidenceRates.logMean(logs);
    }
}
