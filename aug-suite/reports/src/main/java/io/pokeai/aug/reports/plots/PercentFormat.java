package io.pokeai.aug.reports.plots;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Shares as percent, the same in every locale. */
final class PercentFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StringBuffer format(double share, StringBuffer text, FieldPosition position) {
        double percent = share * 100;
        String number = Math.abs(percent - Math.rint(percent)) < 1e-6
                ? String.valueOf(Math.round(percent))
                : String.format(Locale.ROOT, "%.1f", percent);
        return text.append(number).append(" %");
    }

    @Override
    public StringBuffer format(long share, StringBuffer text, FieldPosition position) {
        return format((double) share, text, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException("an axis is only written");
    }
}
