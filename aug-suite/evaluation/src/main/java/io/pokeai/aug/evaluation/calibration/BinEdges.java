package io.pokeai.aug.evaluation.calibration;

import io.pokeai.engine.api.EngineException;

/**
 * Ranges of equal width, closed at their upper end: bin b holds {@code b/n < c ≤ (b+1)/n}. A confidence of exactly 1 is in the
 * last one, one of 0 in the first one.
 *
 * <p><b>Source</b> Guo, Pleiss, Sun, Weinberger, <i>On calibration of modern neural networks</i>, ICML 2017, which has 15.
 *
 * @param count how many bins, from 1 to 1000
 */
public record BinEdges(int count) {
    /** The 15 bins of the paper. */
    public static final BinEdges DEFAULT = new BinEdges(15);

    private static final int MOST = 1000;

    /** @throws EngineException {@code INVALID_ARGUMENT} when the count is out of its range */
    public BinEdges {
        if (count < 1 || count > MOST) {
            throw EngineException.invalidArgument(
                    count + " bins of confidence were asked for.", "Ask for 1 to " + MOST + " bins.");
        }
    }

    /** The bin of a confidence from 0 to 1. */
    public int of(double confidence) {
        int bin = Math.max(0, Math.min(count - 1, (int) Math.ceil(confidence * count) - 1));
        // The product may have been rounded across an edge; the edges themselves decide.
        if (bin > 0 && confidence <= lower(bin)) {
            return bin - 1;
        }
        return bin < count - 1 && confidence > upper(bin) ? bin + 1 : bin;
    }

    /** The lower end of a bin. */
    public double lower(int bin) {
        return (double) bin / count;
    }

    /** The upper end of a bin. */
    public double upper(int bin) {
        return (bin + 1.0) / count;
    }
}
