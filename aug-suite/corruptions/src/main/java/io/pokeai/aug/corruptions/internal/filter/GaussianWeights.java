package io.pokeai.aug.corruptions.internal.filter;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Kernel weights to the last bit as NumPy computes them: correctly rounded exponentials, sums in NumPy's order.
 *
 * <p>One bit decides between two samples wherever a blur of a flat area is truncated.
 */
public final class GaussianWeights {
    private static final MathContext DIGITS = new MathContext(45);
    private static final int HALVINGS = 10;
    private static final int LANES = 8;

    private GaussianWeights() {}

    /** {@code exp(-i² / (2 sigma²))}, i = 0…radius, over the sum of the kernel from -radius to radius. */
    public static double[] gaussian(double sigma, int radius) {
        double[] half = new double[radius + 1];
        double[] full = new double[2 * radius + 1];
        for (int i = 0; i <= radius; i++) {
            half[i] = exp(-0.5 / (sigma * sigma) * ((long) i * i));
            full[radius - i] = half[i];
            full[radius + i] = half[i];
        }
        divide(half, sum(full));
        return half;
    }

    /**
     * The same to within rounding noise, and some hundred times faster: for kernels that are made for one picture. The
     * result is the same on every processor.
     */
    static double[] quickGaussian(double sigma, int radius) {
        double[] half = new double[radius + 1];
        double sum = 0;
        for (int i = radius; i >= 0; i--) {
            half[i] = StrictMath.exp(-0.5 / (sigma * sigma) * ((long) i * i));
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        divide(half, sum);
        return half;
    }

    /** One half of a Gaussian, i = 0…2 radius, over its own sum: the weights of a directional blur. */
    public static double[] tail(int radius, double sigma) {
        double[] weights = new double[2 * radius + 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = exp(-((long) i * i) / (2.0 * (sigma * sigma))) / (Math.sqrt(2 * Math.PI) * sigma);
        }
        divide(weights, sum(weights));
        return weights;
    }

    private static void divide(double[] values, double divisor) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= divisor;
        }
    }

    /** NumPy's sum of fewer than 129 values: eight running sums, then the rest. */
    static double sum(double[] values) {
        if (values.length < LANES) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }
        double[] r = new double[LANES];
        int whole = values.length - values.length % LANES;
        for (int i = 0; i < whole; i++) {
            r[i % LANES] = i < LANES ? values[i] : r[i % LANES] + values[i];
        }
        double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (int i = whole; i < values.length; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** The double nearest to e^x, for x of no great size. */
    static double exp(double x) {
        BigDecimal reduced = new BigDecimal(x).divide(new BigDecimal(1 << HALVINGS), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal negligible = new BigDecimal("1e-44");
        for (int k = 1; term.abs().compareTo(negligible) > 0; k++) {
            term = term.multiply(reduced, DIGITS).divide(new BigDecimal(k), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum.doubleValue();
    }
}
