package io.pokeai.aug.corruptions.internal.sampling;

import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Standard normal draws from single words: chords between 4096 quantiles, the exact quantile in the outer 2 × 32
 * segments. A draw departs from the exact quantile by at most 4e-5.
 *
 * <p><b>Source</b> M. J. Wichura, <i>Algorithm AS 241: The percentage points of the normal distribution</i>, Applied
 * Statistics 37 (1988), function PPND16.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // coefficients as they were published
public final class NormalSampler {
    private static final int SEGMENTS = 4096;
    private static final int OUTER = 32;
    private static final int SEGMENT_SHIFT = 52;
    private static final long FRACTION_MASK = (1L << 52) - (1L << 11);
    private static final long ONE_BITS = 0x3FF0000000000000L;

    // Coefficients of numerators and denominators, the highest power first.
    private static final double[] CENTRE_TOP = {
        2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
        1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0
    };

    private static final double[] CENTRE_BOTTOM = {
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
        5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0
    };

    private static final double[] MIDDLE_TOP = {
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
        3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0
    };

    private static final double[] MIDDLE_BOTTOM = {
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0
    };

    private static final double[] TAIL_TOP = {
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0
    };

    private static final double[] TAIL_BOTTOM = {
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0
    };

    private static final double[] QUANTILE = new double[SEGMENTS + 1];

    static {
        for (int j = OUTER; j <= SEGMENTS - OUTER; j++) {
            QUANTILE[j] = quantile(j / (double) SEGMENTS);
        }
    }

    private NormalSampler() {}

    /** The draw that a word stands for. */
    public static double of(long word) {
        int segment = (int) (word >>> SEGMENT_SHIFT);
        if (segment < OUTER || segment >= SEGMENTS - OUTER) {
            return quantile(((word >>> 12) + 0.5) * 0x1p-52);
        }
        // 41 bits as the fraction of a number in [1, 2): exact, and no conversion from integer.
        double fraction = Double.longBitsToDouble(ONE_BITS | (word & FRACTION_MASK)) - 1.0;
        double low = QUANTILE[segment];
        return low + fraction * (QUANTILE[segment + 1] - low);
    }

    /**
     * A normal for each pixel, in scratch rows 0: number {@code y * width + x} of the field.
     *
     * @param mean of the normals
     * @param deviation of the normals
     */
    public static double[][] rows(
            RandomSource.Field field, double mean, double deviation, int width, int height, Scratch scratch) {
        double[][] rows = scratch.rows(0, height, width);
        long[] words = scratch.longs(0, RandomWords.BLOCK);
        for (int y = 0; y < height; y++) {
            for (int from = 0; from < width; from += RandomWords.BLOCK) {
                int count = Math.min(RandomWords.BLOCK, width - from);
                RandomWords.fill(field, (long) y * width + from, words, count);
                double[] row = rows[y];
                for (int i = 0; i < count; i++) {
                    row[from + i] = mean + deviation * of(words[i]);
                }
            }
        }
        return rows;
    }

    /** AS 241: the value that a standard normal stays under with probability p, 0 < p < 1. */
    static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * horner(CENTRE_TOP, r) / horner(CENTRE_BOTTOM, r);
        }
        // StrictMath: the same bits on every machine.
        double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1.0 - p));
        double value = r <= 5
                ? horner(MIDDLE_TOP, r - 1.6) / horner(MIDDLE_BOTTOM, r - 1.6)
                : horner(TAIL_TOP, r - 5) / horner(TAIL_BOTTOM, r - 5);
        return q < 0 ? -value : value;
    }

    private static double horner(double[] coefficients, double x) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
