package io.pokeai.aug.corruptions.internal.filter;

/**
 * One axis of a centre crop that is enlarged bilinearly with aligned corners: which two samples each output takes, and how
 * much of each.
 *
 * <p><b>Source</b> {@code scipy.ndimage.zoom(order=1)}, its border included: an output whose coordinate rounds to beyond
 * the last sample is 0.
 */
public final class Enlargement {
    private final int samples;
    private final int crop;
    private final int start;
    private final int outputs;
    private final double step;

    /**
     * @param n samples of the axis
     * @param factor at least 1
     */
    public Enlargement(int n, double factor) {
        samples = n;
        crop = (int) Math.ceil(n / factor);
        start = (n - crop) / 2;
        outputs = (int) Math.rint(crop * factor);
        step = (crop - 1) / (double) (outputs - 1);
    }

    /** How many samples go in. */
    public int samples() {
        return samples;
    }

    /** How many samples come out; at least as many as went in. */
    public int outputs() {
        return outputs;
    }

    /** The first of the two samples of an output. */
    public int first(int output) {
        return start + Math.min((int) (output * step), crop - 1);
    }

    /** The second one; the same as the first where its weight is 0. */
    public int second(int output) {
        return start + Math.min((int) (output * step) + 1, crop - 1);
    }

    /** The share of the first sample. */
    public double firstWeight(int output) {
        double at = output * step;
        return at > crop - 1 ? 0 : 1 - (at - (int) at);
    }

    /** The share of the second sample. */
    public double secondWeight(int output) {
        double at = output * step;
        return at > crop - 1 ? 0 : at - (int) at;
    }
}
