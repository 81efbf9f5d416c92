package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Interpolation;
import java.util.Optional;

/**
 * Which source pixels make each pixel of a crop along one axis, and how much of each.
 *
 * <p>Pillow's filters, which widen when shrinking, in fixed point. <b>Source</b> {@code precompute_coeffs} and
 * {@code normalize_coeffs_8bpc} of Pillow 12.3, src/libImaging/Resample.c; for nearest {@code ImagingScaleAffine},
 * src/libImaging/Geometry.c.
 *
 * <p><b>Threads</b> safe; the arrays are never written again.
 */
final class ResampleKernel {
    /** Fraction bits of a weight: Pillow's {@code PRECISION_BITS}, 32 - 8 - 2. */
    static final int BITS = 22;

    /** What rounds a sum of weighted samples to the nearest whole number when it is shifted by {@link #BITS}. */
    static final int HALF = 1 << (BITS - 1);

    /** First source pixel of each target pixel. */
    final int[] starts;

    /** How many source pixels make each target pixel. */
    final int[] lengths;

    /** The weights of target pixel {@code i} begin at {@code i * stride}; zero beyond its length. */
    final int[] values;

    final int stride;

    /** Whether any of them is negative. */
    final boolean signed;

    /** The same by source pixel, where the axis shrinks. */
    final Optional<PairedWeights> paired;

    private ResampleKernel(int[] starts, int[] lengths, int[] values, int stride) {
        this.starts = starts;
        this.lengths = lengths;
        this.values = values;
        this.stride = stride;
        this.signed = isSigned(values);
        this.paired = signed ? Optional.empty() : PairedWeights.of(this);
    }

    private static boolean isSigned(int... values) {
        for (int value : values) {
            if (value < 0) {
                return true;
            }
        }
        return false;
    }

    static ResampleKernel of(AxisPlan axis) {
        if (axis.isUnchanged()) {
            return unchanged(axis);
        }
        return axis.interpolation() == Interpolation.NEAREST
                ? nearest(axis)
                : filtered(axis, Filter.of(axis.interpolation()));
    }

    /** The pixel under the centre of each; the centres are summed up, as Pillow does, with the same errors of rounding. */
    private static ResampleKernel nearest(AxisPlan axis) {
        int count = axis.count();
        int[] starts = new int[count];
        int[] lengths = new int[count];
        int[] values = new int[count];
        double step = (double) axis.source() / axis.resized();
        double centre = step * 0.5;
        for (long i = 0; i < axis.first(); i++) {
            centre += step;
        }
        for (int i = 0; i < count; i++) {
            starts[i] = Math.min((int) centre, axis.source() - 1);
            // Beyond the last pixel there is none, and Pillow leaves black.
            lengths[i] = (int) centre < axis.source() ? 1 : 0;
            values[i] = 1 << BITS;
            centre += step;
        }
        return new ResampleKernel(starts, lengths, values, 1);
    }

    /** Each pixel is made of one source pixel alone. */
    private static ResampleKernel unchanged(AxisPlan axis) {
        int[] starts = new int[axis.count()];
        int[] lengths = new int[axis.count()];
        int[] values = new int[axis.count()];
        for (int i = 0; i < axis.count(); i++) {
            starts[i] = (int) axis.first() + i;
            lengths[i] = 1;
            values[i] = 1 << BITS;
        }
        return new ResampleKernel(starts, lengths, values, 1);
    }

    private static ResampleKernel filtered(AxisPlan axis, Filter filter) {
        double scale = (double) axis.source() / axis.resized();
        double widening = Math.max(scale, 1.0);
        double support = filter.support * widening;
        double narrowing = 1.0 / widening;
        int count = axis.count();
        int stride = Math.min(axis.source(), (int) Math.ceil(support) * 2 + 1);
        int[] starts = new int[count];
        int[] lengths = new int[count];
        int[] values = new int[Math.multiplyExact(count, stride)];
        double[] weights = new double[stride];
        for (int i = 0; i < count; i++) {
            double centre = (axis.first() + i + 0.5) * scale;
            int start = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(axis.source(), (int) (centre + support + 0.5));
            double sum = 0;
            for (int k = 0; k < end - start; k++) {
                weights[k] = filter.weight((k + start - centre + 0.5) * narrowing);
                sum += weights[k];
            }
            for (int k = 0; k < end - start; k++) {
                double share = sum == 0.0 ? weights[k] : weights[k] / sum;
                values[i * stride + k] = (int) ((share < 0 ? -0.5 : 0.5) + share * (1 << BITS));
            }
            starts[i] = start;
            lengths[i] = end - start;
        }
        return new ResampleKernel(starts, lengths, values, stride);
    }

    /** One past the last source pixel of target pixel {@code i}. */
    int end(int i) {
        return starts[i] + lengths[i];
    }

    /** The first source pixel of all. */
    int first() {
        return starts[0];
    }

    /** One past the last source pixel of all. */
    int end() {
        return end(starts.length - 1);
    }

    /** How many weights are kept: a measure of memory. */
    int size() {
        return values.length;
    }
}
