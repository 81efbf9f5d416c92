package io.pokeai.aug.evaluation.calibration;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Normal;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The interval of the expected calibration error, by inversion of a test.
 *
 * <p>Suppose that the true gaps of the bins are the observed ones times s. Each bin then adds a folded normal number to the
 * observed error, so that its mean M(s) and variance V(s) are known. The interval holds the errors of all s for which the
 * observed error lies within {@code M(s) ± z·√V(s)}. A calibrated model, s = 0, thus has 0 in its interval in 95 % of all cases;
 * a bootstrap never has, because each draw adds the noise of small bins once more. In simulations with 57 to 10,000 rows and
 * gaps of 0 to 0.25 the interval held the true error in 91 to 99 % of the cases, percentile intervals in 0 to 94 %.
 *
 * <p><b>Source</b> own derivation; the test of s = 0 is that of Bröcker, Smith, <i>Increasing the reliability of reliability
 * diagrams</i>, Weather and Forecasting 22 (2007), without draws. docs/adr/0024-evaluation-statistics.md has the simulation.
 */
final class ErrorInterval {
    private static final double LARGEST_SCALE = 1024;

    private final List<ReliabilityBin> bins;
    private final double total;
    private final double observed;

    private ErrorInterval(Calibration calibration) {
        bins = calibration.bins();
        total = calibration.total();
        observed = calibration.expectedError();
    }

    static Interval of(Calibration calibration) {
        ErrorInterval own = new ErrorInterval(calibration);
        double z = Normal.quantile((1 + Interval.LEVEL) / 2);
        double low = own.low(s -> own.expected(s, z) - own.observed);
        double high = own.high(s -> own.expected(s, -z) - own.observed);
        return new Interval(Math.min(low, high), high);
    }

    /** The smallest true error under which so large an observed error is not surprising. */
    private double low(DoubleUnaryOperator upperEnd) {
        return upperEnd.applyAsDouble(0) >= 0 ? 0 : error(root(upperEnd, 1));
    }

    /** The largest true error under which so small an observed error is not surprising. */
    private double high(DoubleUnaryOperator lowerEnd) {
        if (lowerEnd.applyAsDouble(0) >= 0) {
            return observed; // smaller than chance alone makes it
        }
        double scale = 1;
        while (lowerEnd.applyAsDouble(scale) < 0) {
            scale *= 2;
            if (scale > LARGEST_SCALE) {
                // No scale explains it: accuracies end at 0 and 1. Each bin alone is the bound.
                return Math.min(1, bins.stream().mapToDouble(this::widest).sum());
            }
        }
        return error(root(lowerEnd, scale));
    }

    private double widest(ReliabilityBin bin) {
        Interval accuracy = bin.interval();
        return bin.count() / total * Math.max(bin.confidence() - accuracy.low(), accuracy.high() - bin.confidence());
    }

    /** The root, by bisection; the function is negative at 0, and not negative at the bound. */
    private static double root(DoubleUnaryOperator rising, double bound) {
        double low = 0;
        double high = bound;
        double middle = bound / 2;
        while (low < middle && middle < high) {
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        return middle;
    }

    /** The error if the true gaps are the observed ones times s. */
    private double error(double scale) {
        return bins.stream()
                .mapToDouble(bin -> bin.count() / total * Math.abs(bin.confidence() - accuracy(bin, scale)))
                .sum();
    }

    /** {@code M(s) + z·√V(s)}. */
    private double expected(double scale, double z) {
        double mean = 0;
        double variance = 0;
        for (ReliabilityBin bin : bins) {
            double share = bin.count() / total;
            double accuracy = accuracy(bin, scale);
            FoldedNormal gap = new FoldedNormal(bin.confidence() - accuracy, deviation(accuracy, bin.count()));
            mean += share * gap.mean();
            variance += share * share * gap.variance();
        }
        return mean + z * Math.sqrt(variance);
    }

    private static double accuracy(ReliabilityBin bin, double scale) {
        return Math.max(0, Math.min(1, bin.confidence() - scale * bin.gap()));
    }

    /** The deviation of an observed accuracy; half a right and half a wrong row are added, so that it is not 0 at 0 and 1. */
    private static double deviation(double accuracy, int rows) {
        double smoothed = (accuracy * rows + 0.5) / (rows + 1);
        return Math.sqrt(smoothed * (1 - smoothed) / rows);
    }
}
