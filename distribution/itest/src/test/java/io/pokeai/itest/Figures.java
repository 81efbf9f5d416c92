package io.pokeai.itest;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Prints what was measured, one line each, so that it can be found in a log. */
final class Figures {
    private Figures() {}

    static void print(String name, long value, String unit) {
        line(name, String.valueOf(value), unit);
    }

    static void print(String name, double value, String unit) {
        line(name, String.format(Locale.ROOT, "%.2f", value), unit);
    }

    private static void line(String name, String number, String unit) {
        System.out.println("FIGURE " + name + " = " + number + " " + unit);
    }

    /**
     * The median of the slopes between all pairs of equidistant samples in their last half (Theil 1950, Sen 1968): one step,
     * such as the second compiler taking a block of memory, does not move it; a leak does.
     */
    static double slopeOfLastHalf(List<Long> samples) {
        List<Long> half = samples.subList(samples.size() / 2, samples.size());
        double[] slopes = IntStream.range(0, half.size())
                .boxed()
                .flatMapToDouble(later -> IntStream.range(0, later)
                        .mapToDouble(earlier -> (double) (half.get(later) - half.get(earlier)) / (later - earlier)))
                .sorted()
                .toArray();
        return slopes.length == 0 ? 0 : slopes[slopes.length / 2];
    }
}
