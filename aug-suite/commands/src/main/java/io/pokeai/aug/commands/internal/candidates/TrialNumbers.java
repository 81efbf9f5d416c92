package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.metrics.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the numbers of the table look: shares in per cent, differences in points. */
final class TrialNumbers {
    static final List<String> HEADING = List.of(
            "model",
            "files",
            "accuracy [95 %]",
            "change (points)",
            "mean error",
            "change (points)",
            "p50 ms",
            "p95 ms",
            "speed",
            "MB",
            "memory MB",
            "gate");

    private static final double PERCENT = 100;
    private static final double MEGA = 1e6;
    private static final String NONE = "-";

    private TrialNumbers() {}

    /** The cells of one row, as {@link #HEADING} names them. */
    static List<String> cells(TrialRow row) {
        Optional<TrialRow.Against> against = row.against();
        return List.of(
                row.model(),
                Integer.toString(row.files()),
                percent(row.accuracy().value()) + " " + percent(row.accuracy().wilson()),
                against.map(each -> points(each.accuracyChange(), each.accuracyInterval()))
                        .orElse(NONE),
                row.meanError()
                        .map(error -> percent(error.value()) + " " + percent(error.interval()))
                        .orElse(NONE),
                against.flatMap(TrialRow.Against::errorChange)
                        .map(TrialNumbers::points)
                        .orElse(NONE),
                number(row.latency().medianMillis()),
                number(row.latency().p95Millis()),
                against.map(each -> number(each.speed()) + " x").orElse(NONE),
                number(row.fileBytes() / MEGA),
                row.memoryBytes().isPresent() ? number(row.memoryBytes().getAsLong() / MEGA) : NONE,
                against.map(each -> each.gate().outcome().name()).orElse("baseline"));
    }

    private static String points(Estimate estimate) {
        return points(estimate.value(), estimate.interval());
    }

    private static String points(double value, Interval interval) {
        return String.format(
                Locale.ROOT,
                "%+.2f [%+.2f, %+.2f]",
                PERCENT * value,
                PERCENT * interval.low(),
                PERCENT * interval.high());
    }

    private static String percent(double share) {
        return number(PERCENT * share) + " %";
    }

    private static String percent(Interval interval) {
        return "[" + number(PERCENT * interval.low()) + ", " + number(PERCENT * interval.high()) + "]";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < PERCENT ? "%.2f" : "%.1f", value);
    }

    /** Each corruption once, with its severities, such as {@code fog:1,2,3}. */
    private static String corruptions(TrialTable table) {
        Map<String, String> severities = new LinkedHashMap<>();
        for (String cell : table.corruptions()) {
            int colon = cell.lastIndexOf(':');
            severities.merge(cell.substring(0, colon), cell.substring(colon + 1), (one, other) -> one + "," + other);
        }
        return severities.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What the table is about, below it. */
    static String caption(TrialTable table) {
        return table.pictures() + " test pictures. Mean error: over "
                + (table.corruptions().isEmpty() ? "no corruption" : corruptions(table))
                + ", not normalised. Changes are against the first model on the same pictures, with intervals at 95 %."
                + " Latency: one picture from its pixels to the prediction; speed is the median ratio of calls in turn. Gate: margin "
                + number(PERCENT * table.terms().margin()) + " points.";
    }
}
