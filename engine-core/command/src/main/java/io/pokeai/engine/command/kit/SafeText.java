package io.pokeai.engine.command.kit;

import java.util.Locale;

/** Text from outside, made fit for a line on a terminal. <b>Threads</b> stateless. */
public final class SafeText {
    private SafeText() {}

    /** Control and direction characters as escapes: a file name can neither break a row nor drive the terminal. */
    public static String line(String text) {
        if (text.codePoints().noneMatch(SafeText::unsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                    if (unsafe(c)) {
                        safe.append("\\u").append(hex4(c));
                    } else {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }

    private static boolean unsafe(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= 0xD800 && c <= 0xDFFF);
    }

    private static String hex4(int c) {
        return Integer.toHexString(0x10000 | c).substring(1).toLowerCase(Locale.ROOT);
    }

    /** Columns that a terminal uses: wide East Asian characters and emoji two, combining marks none. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        // Unicode's East_Asian_Width W and F, in blocks.
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }

    /** The text with blanks behind it up to {@code columns}. */
    public static String left(String text, int columns) {
        int missing = columns - width(text);
        return missing > 0 ? text + " ".repeat(missing) : text;
    }

    /** The text with blanks before it up to {@code columns}. */
    public static String right(String text, int columns) {
        int missing = columns - width(text);
        return missing > 0 ? " ".repeat(missing) + text : text;
    }

    /** A probability such as {@code 98.12 %}, right-aligned in 8 columns. */
    public static String percent(double probability) {
        long hundredths = Math.round(probability * 10_000);
        long rest = hundredths % 100;
        return right(hundredths / 100 + (rest < 10 ? ".0" : ".") + rest + " %", 8);
    }
}
