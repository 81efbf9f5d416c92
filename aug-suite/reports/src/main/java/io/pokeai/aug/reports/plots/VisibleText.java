package io.pokeai.aug.reports.plots;

import java.util.Locale;

/**
 * Names from outside as they are shown: characters that break lines or turn the direction of text become escapes.
 *
 * <p><b>Threads</b> stateless.
 */
public final class VisibleText {
    private VisibleText() {}

    /** The text with control and direction characters as <code>\</code><code>u202e</code>, a line feed as {@code \n}. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> visible.append("\\n");
                case '\r' -> visible.append("\\r");
                case '\t' -> visible.append("\\t");
                default -> {
                    if (hidden(c)) {
                        String hex = Integer.toHexString(0x10000 | c).substring(1);
                        visible.append("\\u").append(hex.toLowerCase(Locale.ROOT));
                    } else {
                        visible.appendCodePoint(c);
                    }
                }
            }
        });
        return visible.toString();
    }

    private static boolean hidden(int c) {
        return Character.isISOControl(c)
                || (c >= 0x200B && c <= 0x200F)
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x061C
                || c == 0xFEFF
                || (c >= 0xD800 && c <= 0xDFFF);
    }
}
