package io.pokeai.aug.reports.plots;

import java.util.List;

/**
 * The steps that counts are shown in: about logarithmic, and a single error is a step of its own.
 *
 * <p><b>Threads</b> stateless.
 */
public final class CountSteps {
    /** The smallest count of each step. */
    public static final List<Integer> FROM = List.of(1, 2, 3, 5, 10, 20, 50, 100);

    private CountSteps() {}

    /** The step of a count of at least 1. */
    public static int of(int count) {
        int step = 0;
        while (step + 1 < FROM.size() && FROM.get(step + 1) <= count) {
            step++;
        }
        return step;
    }

    /** The counts of a step: {@code 1}, {@code 3–4}, {@code 100+}. */
    static String name(int step) {
        int from = FROM.get(step);
        if (step + 1 == FROM.size()) {
            return from + "+";
        }
        int to = FROM.get(step + 1) - 1;
        return from == to ? String.valueOf(from) : from + "–" + to;
    }
}
