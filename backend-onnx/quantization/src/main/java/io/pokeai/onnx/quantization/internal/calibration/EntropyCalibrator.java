package io.pokeai.onnx.quantization.internal.calibration;

/**
 * The threshold with which the quantised distribution tells most about the real one: the smallest Kullback-Leibler divergence.
 * Values of both signs are cut at the same magnitude.
 *
 * <p><b>Source</b> Szymon Migacz, <i>8-bit inference with TensorRT</i>, GPU Technology Conference 2017, slides 26–36: 2048 bins of
 * magnitudes; for each i the first i bins, outliers added to the last one, against the same bins merged into as many levels as the
 * type has and spread out again over those that are not empty. His levels are the 128 of int8; an activation without negative
 * values has 256 in uint8. The first bin counts as much as the second one, as in NVIDIA's pytorch-quantization
 * ({@code calib/histogram.py}): it is full of the zeros of a ReLU, which stay exact whatever the threshold is.
 */
public record EntropyCalibrator() implements Calibrator {
    private static final int SIGNED_LEVELS = 128;
    private static final int UNSIGNED_LEVELS = 256;

    @Override
    public String id() {
        return "entropy";
    }

    @Override
    public ValueRange range(ActivationHistogram values) {
        ActivationHistogram magnitudes = values.magnitudes().withoutZeros();
        if (magnitudes.high() == 0) {
            return new ValueRange(0, 0);
        }
        boolean signed = values.low() < 0 && values.high() > 0;
        int bins = bestBins(magnitudes, signed ? SIGNED_LEVELS : UNSIGNED_LEVELS);
        float threshold = (float) magnitudes.edge(bins);
        return ValueRange.around(Math.max(values.low(), -threshold), Math.min(values.high(), threshold));
    }

    /** How many bins stay; the widest range of those that are equally good. */
    private static int bestBins(ActivationHistogram magnitudes, int levels) {
        int best = ActivationHistogram.BINS;
        double least = Double.POSITIVE_INFINITY;
        for (int bins = ActivationHistogram.BINS; bins >= levels; bins--) {
            double divergence = divergence(magnitudes, bins, levels);
            if (divergence < least) {
                least = divergence;
                best = bins;
            }
        }
        return best;
    }

    private static double divergence(ActivationHistogram magnitudes, int bins, int levels) {
        double[] real = new double[bins];
        double inside = 0;
        for (int bin = 0; bin < bins; bin++) {
            real[bin] = magnitudes.count(bin);
            inside += real[bin];
        }
        double total = magnitudes.total();
        real[bins - 1] += total - inside;
        if (inside == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double divergence = 0;
        for (int level = 0; level < levels; level++) {
            int from = (int) ((long) level * bins / levels);
            int to = (int) ((long) (level + 1) * bins / levels);
            divergence += ofLevel(magnitudes, real, from, to, total, inside);
            if (divergence == Double.POSITIVE_INFINITY) {
                return divergence;
            }
        }
        return divergence;
    }

    /** The share of one level in the divergence: its bins look alike after quantisation, but that empty ones stay empty. */
    private static double ofLevel(
            ActivationHistogram magnitudes, double[] real, int from, int to, double total, double inside) {
        double sum = 0;
        int filled = 0;
        for (int bin = from; bin < to; bin++) {
            sum += magnitudes.count(bin);
            filled += real[bin] > 0 ? 1 : 0;
        }
        double share = 0;
        for (int bin = from; bin < to; bin++) {
            if (real[bin] > 0) {
                if (sum == 0) {
                    // What is there only by outliers could not be told from what never occurs.
                    return Double.POSITIVE_INFINITY;
                }
                double p = real[bin] / total;
                double q = sum / filled / inside;
                share += p * Math.log(p / q);
            }
        }
        return share;
    }
}
