package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.statistics.Interval;
import java.util.Locale;

/**
 * Numbers as people read them on a page.
 *
 * <p><b>Threads</b> stateless.
 */
public final class PageNumbers {
    private static final String UNKNOWN = "–";

    private PageNumbers() {}

    /** {@code 1,017}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 80.7 %}; a dash for NaN. */
    public static String share(double share) {
        return Double.isNaN(share) ? UNKNOWN : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** {@code 0.8068}; a dash for NaN. */
    public static String number(double number) {
        return Double.isNaN(number) ? UNKNOWN : String.format(Locale.ROOT, "%.4f", number);
    }

    /** {@code 74.2 % to 85.8 %}. */
    public static String interval(Interval interval) {
        return share(interval.low()) + " to " + share(interval.high());
    }

    static String of(Figure figure) {
        return of(figure.value(), figure.share());
    }

    static String interval(Figure figure) {
        return figure.interval()
                .map(interval -> of(interval.low(), figure.share()) + " to " + of(interval.high(), figure.share()))
                .orElse("");
    }

    private static String of(double value, boolean share) {
        return share ? share(value) : number(value);
    }
}
