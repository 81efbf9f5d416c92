package io.pokeai.service.internal.metrics;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Writes metrics as text: in Prometheus' format 0.0.4, or in OpenMetrics 1.0.
 *
 * <p>The two differ in how counters are called in comments, in units, and in the last line.
 *
 * <p><b>Source</b> prometheus.io, <em>Exposition formats</em>; OpenMetrics 1.0.0, section <em>Text format</em>.<br>
 * <b>Threads</b> confined to one.
 */
public final class Exposition {
    private static final String SECONDS = "_seconds";
    private static final String BYTES = "_bytes";

    /** Up to here a double has every whole number. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private final StringBuilder text = new StringBuilder(8192);
    private final boolean openMetrics;
    private String name = "";
    private Type type = Type.GAUGE;

    /** @param openMetrics whether the text is OpenMetrics, and not Prometheus' own */
    Exposition(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    /** What the samples of a family mean. */
    public enum Type {
        /** Only grows; its samples end in {@code _total}. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Counts of values up to some bounds. */
        HISTOGRAM,
        /** 1, with labels that describe something; its samples end in {@code _info}. */
        INFO;

        /** What is behind the name of the family in the names of its samples. */
        private String suffix() {
            return this == COUNTER ? "_total" : this == INFO ? "_info" : "";
        }
    }

    /**
     * Begins a family; its samples follow.
     *
     * @param family without {@code _total} and {@code _info}; a name with a unit ends in {@code _seconds} or {@code _bytes}
     * @param help one sentence
     */
    public void family(String family, Type kind, String help) {
        name = family;
        type = kind;
        String shown = openMetrics ? family : family + kind.suffix();
        String shownType =
                kind == Type.INFO && !openMetrics ? "gauge" : kind.name().toLowerCase(Locale.ROOT);
        text.append("# TYPE ").append(shown).append(' ').append(shownType).append('\n');
        if (openMetrics && (family.endsWith(SECONDS) || family.endsWith(BYTES))) {
            text.append("# UNIT ")
                    .append(shown)
                    .append(' ')
                    .append(family.endsWith(SECONDS) ? "seconds" : "bytes")
                    .append('\n');
        }
        text.append("# HELP ")
                .append(shown)
                .append(' ')
                .append(escaped(help, openMetrics))
                .append('\n');
    }

    /** A sample of a counter, gauge or info. */
    public void sample(MetricLabels labels, double value) {
        line(name + type.suffix(), labels, value);
    }

    /** A family with one sample and no labels. */
    public void single(String family, Type kind, String help, double value) {
        family(family, kind, help);
        sample(MetricLabels.NONE, value);
    }

    /** A sample of a histogram. */
    void sample(MetricLabels labels, Histogram.Snapshot histogram) {
        List<Double> bounds = histogram.bounds();
        for (int i = 0; i < bounds.size(); i++) {
            line(name + "_bucket", labels.and("le", bound(bounds.get(i))), (double) histogram.upTo(i));
        }
        line(name + "_bucket", labels.and("le", "+Inf"), (double) histogram.count());
        line(name + "_sum", labels, histogram.sum());
        line(name + "_count", labels, (double) histogram.count());
    }

    /** The whole text. */
    String end() {
        if (openMetrics) {
            text.append("# EOF\n");
        }
        return text.toString();
    }

    private void line(String sample, MetricLabels labels, double value) {
        text.append(sample);
        labels.write(text);
        text.append(' ').append(number(value)).append('\n');
    }

    /** Without an exponent; whole numbers without a fraction. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
            return String.valueOf((long) value);
        }
        return Double.isFinite(value)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : special(value);
    }

    /** OpenMetrics wants the bounds of a histogram as floats: 1.0 and not 1. */
    private static String bound(double value) {
        String number = number(value);
        return number.contains(".") ? number : number + ".0";
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }

    /** A help text; OpenMetrics escapes quotation marks as well. */
    private static String escaped(String help, boolean quotes) {
        String plain = help.replace("\\", "\\\\").replace("\n", "\\n");
        return quotes ? plain.replace("\"", "\\\"") : plain;
    }
}
