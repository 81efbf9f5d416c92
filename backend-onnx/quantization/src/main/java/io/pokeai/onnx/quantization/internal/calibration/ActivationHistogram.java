package io.pokeai.onnx.quantization.internal.calibration;

import java.nio.FloatBuffer;

/**
 * How often an activation had which values: {@value #BINS} bins of equal width from the smallest to the largest one.
 *
 * <p><b>Threads</b> confined to one while it is filled.
 */
public final class ActivationHistogram {
    /** As TensorRT's calibrator has (Migacz 2017, slide 36). */
    public static final int BINS = 2048;

    private final float low;
    private final float high;
    private final long[] counts = new long[BINS];

    /**
     * @param low the smallest value that will be added
     * @param high the largest one; the same for an activation that is constant
     */
    public ActivationHistogram(float low, float high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException(low + " > " + high);
        }
        this.low = low;
        this.high = high;
    }

    /** Counts the values of one batch; the largest value belongs to the last bin. */
    public void add(FloatBuffer values) {
        double perValue = high > low ? BINS / ((double) high - low) : 0;
        for (int i = values.position(); i < values.limit(); i++) {
            int bin = (int) (((double) values.get(i) - low) * perValue);
            counts[Math.max(0, Math.min(BINS - 1, bin))]++;
        }
    }

    /** The smallest value. */
    public float low() {
        return low;
    }

    /** The largest value. */
    public float high() {
        return high;
    }

    /** How many values a bin has. */
    long count(int bin) {
        return counts[bin];
    }

    /** How many values were added. */
    long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /** The lower edge of a bin; that of bin {@link #BINS} is the upper edge of the last one. */
    double edge(int bin) {
        return low + ((double) high - low) * bin / BINS;
    }

    /** The same values without their signs, from 0 to the largest one: each bin goes where its middle lies. */
    ActivationHistogram magnitudes() {
        ActivationHistogram all = new ActivationHistogram(0, Math.max(Math.abs(low), Math.abs(high)));
        double perValue = all.high > 0 ? BINS / (double) all.high : 0;
        for (int bin = 0; bin < BINS; bin++) {
            double middle = Math.abs((edge(bin) + edge(bin + 1)) / 2);
            all.counts[Math.min(BINS - 1, (int) (middle * perValue))] += counts[bin];
        }
        return all;
    }

    /** The same with as many values in the first bin as in the second one. */
    ActivationHistogram withoutZeros() {
        ActivationHistogram others = new ActivationHistogram(low, high);
        System.arraycopy(counts, 0, others.counts, 0, BINS);
        others.counts[0] = counts[1];
        return others;
    }
}
