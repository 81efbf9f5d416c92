package io.pokeai.itest;

import java.util.List;
import java.util.Locale;

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

    /** Least-squares slope of equidistant samples over their last half. */
    static double slopeOfLastHalf(List<Long> samples) {
        List<Long> half = samples.subList(samples.size() / 2, samples.size());
        int n = half.size();
        double meanX = (n - 1) / 2.0;
        double meanY = half.stream().mapToLong(Long::longValue).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int x = 0; x < n; x++) {
            above += (x - meanX) * (half.get(x) - meanY);
            below += (x - meanX) * (x - meanX);
        }
        return below == 0 ? 0 : above / below;
    }
}
