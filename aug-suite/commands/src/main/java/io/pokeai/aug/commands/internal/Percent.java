package io.pokeai.aug.commands.internal;

import io.pokeai.engine.json.JsonDocument;
import java.util.List;
import java.util.Locale;

/** Figures of {@code robustness.json} as tables show them: with two digits behind the point. <b>Threads</b> stateless. */
final class Percent {
    private Percent() {}

    /** A share as per cent, without the sign. */
    static String of(double share) {
        return fixed(100 * share);
    }

    /** As it is. */
    static String fixed(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** The shares of an interval as per cent, as the end of a line; empty when the field is not there. */
    static String interval(JsonDocument of, String field) {
        return interval(of, field, 100);
    }

    /** The same, times a factor. */
    static String interval(JsonDocument of, String field, int factor) {
        if (!of.has(field)) {
            return "";
        }
        List<Double> ends = of.numbers(field);
        return "  95 %: " + fixed(factor * ends.get(0)) + " to " + fixed(factor * ends.get(1));
    }
}
