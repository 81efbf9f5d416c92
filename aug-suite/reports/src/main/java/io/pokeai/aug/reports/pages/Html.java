package io.pokeai.aug.reports.pages;

import io.pokeai.aug.reports.plots.VisibleText;

/**
 * Texts inside of HTML.
 *
 * <p><b>Threads</b> stateless.
 */
public final class Html {
    private Html() {}

    /** A text from outside, between tags or in a quoted attribute. */
    public static String text(String text) {
        String visible = VisibleText.of(text);
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** A name from outside, whose direction does not change that of the text around it. */
    public static String name(String name) {
        return "<bdi>" + text(name) + "</bdi>";
    }
}
