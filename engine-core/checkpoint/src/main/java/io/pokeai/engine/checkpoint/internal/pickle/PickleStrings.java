package io.pokeai.engine.checkpoint.internal.pickle;

import java.nio.charset.StandardCharsets;

/** Strings of protocol 0, each on a line of its own. */
final class PickleStrings {
    private PickleStrings() {}

    static String line(int opcode, PickleInput in) throws UnfitException {
        String line = new String(in.line(PickleLimits.TEXT_BYTES), StandardCharsets.ISO_8859_1);
        if (opcode == Opcode.UNICODE) {
            return unescaped(line);
        }
        // STRING: repr() of a Python 2 str
        int last = line.length() - 1;
        if (last < 1 || line.charAt(0) != line.charAt(last) || "'\"".indexOf(line.charAt(0)) < 0) {
            throw UnfitException.damaged("a string without quotes");
        }
        return line.substring(1, last);
    }

    /** raw-unicode-escape: {@code \}{@code u0041} and {@code \}{@code U00000041}, nothing else. */
    private static String unescaped(String line) throws UnfitException {
        int backslash = line.indexOf('\\');
        if (backslash < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length());
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            char kind = i + 1 < line.length() ? line.charAt(i + 1) : ' ';
            if (c != '\\' || (kind != 'u' && kind != 'U')) {
                text.append(c);
                i++;
                continue;
            }
            int end = i + 2 + (kind == 'u' ? 4 : 8);
            text.appendCodePoint(codePoint(line, i + 2, end));
            i = end;
        }
        return text.toString();
    }

    private static int codePoint(String line, int from, int to) throws UnfitException {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = i < line.length() ? Character.digit(line.charAt(i), 16) : -1;
            if (digit < 0 || value > Character.MAX_CODE_POINT >> 4) {
                throw UnfitException.damaged("an invalid escape sequence");
            }
            value = value << 4 | digit;
        }
        if (!Character.isValidCodePoint(value)) {
            throw UnfitException.damaged("an invalid escape sequence");
        }
        return value;
    }
}
