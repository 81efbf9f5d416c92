package io.pokeai.aug.robustness.gate;

/**
 * The mixture of bets that an e-process is: the mean of {@code Π (1 + λ·x)} over {@code λ ∈ {.02, .05, .1, .2, .4, .7}}.
 *
 * <p>Small rates find small drops, after many pictures; large ones large drops, after few. Logarithms are kept, in float64 and by
 * StrictMath, so that the same pictures give the same bytes on every machine and nothing overflows.
 *
 * <p><b>Source</b> Waudby-Smith, Ramdas, <i>Estimating means of bounded random variables by betting</i>, JRSS B 86 (2024); Ville
 * (1939): under its hypothesis an e-process reaches 1/α with a probability of at most α, however often one looks.
 */
final class EvidenceRates {
    private static final double[] RATES = {.02, .05, .1, .2, .4, .7};

    private EvidenceRates() {}

    static int count() {
        return RATES.length;
    }

    /** The logarithm of what one picture multiplies the product of a rate with. */
    static double logFactor(int rate, double difference) {
        return StrictMath.log1p(RATES[rate] * difference);
    }

    /** The logarithm of the mean of the products, of their logarithms. */
    static double logMean(double... logs) {
        double largest = logs[0];
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - largest);
        }
        return largest + StrictMath.log(sum / logs.length);
    }
}
