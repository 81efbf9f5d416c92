package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.robustness.figures.Measured;
import java.util.Locale;
import java.util.Optional;

/**
 * Tables of a page, cell by cell.
 *
 * <p><b>Threads</b> confined to one.
 */
final class TableText {
    private static final int POINTS = 100;

    private final StringBuilder html;

    private TableText(StringBuilder html) {
        this.html = html;
    }

    /**
     * Begins a table that can be sorted by each column.
     *
     * @param label what it is, for people who do not see it
     * @param height {@code short}, {@code tall} or nothing
     * @param columns HTML; those that begin with {@code #} hold numbers
     */
    static TableText begin(StringBuilder html, String label, String height, String... columns) {
        html.append("<div class=\"scroll ")
                .append(height)
                .append("\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.text(label))
                .append("\"><table class=\"sortable\"><thead><tr>");
        for (String column : columns) {
            boolean number = column.startsWith("#");
            html.append(number ? "<th class=\"n\">" : "<th>")
                    .append(number ? column.substring(1) : column)
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        return new TableText(html);
    }

    TableText row() {
        html.append("<tr>");
        return this;
    }

    TableText endRow() {
        html.append("</tr>\n");
        return this;
    }

    void end() {
        html.append("</tbody></table></div>");
    }

    /** A text from outside. */
    TableText name(String name) {
        html.append("<td>").append(ShownRun.name(name)).append("</td>");
        return this;
    }

    /** A text of the page, as HTML. */
    TableText text(String text) {
        html.append("<td>").append(text).append("</td>");
        return this;
    }

    TableText count(long number) {
        return number((double) number, PageNumbers.count(number));
    }

    /** @param value for sorting; NaN is sorted below everything */
    TableText number(double value, String text) {
        html.append("<td class=\"n\" data-value=\"")
                .append(Double.isNaN(value) ? "-9" : String.format(Locale.ROOT, "%.6f", value))
                .append("\">")
                .append(text)
                .append("</td>");
        return this;
    }

    TableText share(double share) {
        return number(share, PageNumbers.share(share));
    }

    /** A share with its interval below. */
    TableText share(Measured share) {
        return number(
                share.value(),
                PageNumbers.share(share.value()) + below(share.interval().map(PageNumbers::interval)));
    }

    /** A difference of shares in points, with its interval below. */
    TableText points(Measured difference) {
        return number(
                difference.value(),
                points(difference.value())
                        + below(difference
                                .interval()
                                .map(interval -> points(interval.low()) + " to " + points(interval.high()))));
    }

    /** A number of any unit with its interval below. */
    TableText decimal(Measured number) {
        return number(
                number.value(),
                decimal(number.value())
                        + below(number.interval()
                                .map(interval -> decimal(interval.low()) + " to " + decimal(interval.high()))));
    }

    TableText decimal(double value, boolean known) {
        return number(known ? value : Double.NaN, known ? decimal(value) : "–");
    }

    /** An interval, for the line below a number. */
    static String below(Optional<String> interval) {
        return interval.map(text -> "<span class=\"interval below\">" + text + "</span>")
                .orElse("");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String points(double share) {
        return String.format(Locale.ROOT, "%.1f", share * POINTS + 0.0);
    }
}
