package io.pokeai.onnx.graph;

import io.pokeai.onnx.graph.PythonLiteral.SyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** One string or bytes literal of Python, with its prefix, quotes and escapes. */
final class PythonString {
    // Java would also take a name with white space around it.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 ()-]*[A-Za-z0-9()])?");

    private final String text;
    private final StringBuilder value = new StringBuilder();
    private int position;
    private boolean raw;
    private boolean bytes;

    /** The string that starts here. */
    PythonString(String text, int start) {
        this.text = text;
        position = start;
    }

    /** Where the string ends. */
    int end() {
        return position;
    }

    /** A {@link String} or {@link PythonLiteral.Bytes}. */
    Object read() throws SyntaxException {
        prefix();
        char quote = text.charAt(position);
        String triple = String.valueOf(quote).repeat(3);
        boolean isTriple = text.startsWith(triple, position);
        String close = isTriple ? triple : String.valueOf(quote);
        position += close.length();
        while (!text.startsWith(close, position)) {
            character(isTriple);
        }
        position += close.length();
        return bytes ? new PythonLiteral.Bytes(value.toString()) : value.toString();
    }

    private void prefix() {
        int start = position;
        while (text.charAt(position) != '\'' && text.charAt(position) != '"') {
            position++;
        }
        String prefix = text.substring(start, position).toLowerCase(Locale.ROOT);
        raw = prefix.contains("r");
        bytes = prefix.contains("b");
    }

    private void character(boolean lineEndsAllowed) throws SyntaxException {
        char c = current();
        if (c == '\n' && !lineEndsAllowed) {
            throw problem("a string that is not closed on its line");
        }
        position++;
        if (c != '\\') {
            value.append(c);
        } else if (raw) {
            value.append(c).append(current());
            position++;
        } else {
            escape();
        }
    }

    private void escape() throws SyntaxException {
        char c = current();
        position++;
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> value.append(c);
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000b');
            case 'x' -> value.append((char) hex(2));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> {
                if (!bytes && (c == 'u' || c == 'U' || c == 'N')) {
                    value.appendCodePoint(codePoint(c));
                } else {
                    // Python keeps an escape that it does not know.
                    position--;
                    value.append('\\');
                }
            }
        }
    }

    private int codePoint(char kind) throws SyntaxException {
        int codePoint = switch (kind) {
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            default -> named();
        };
        if (!Character.isValidCodePoint(codePoint)) {
            throw problem("an escape beyond Unicode");
        }
        return codePoint;
    }

    private int hex(int digits) throws SyntaxException {
        long number = 0;
        for (int i = 0; i < digits; i++) {
            char c = current();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw problem("an escape with fewer than " + digits + " hexadecimal digits");
            }
            number = number * 16 + digit;
            position++;
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private void octal() throws SyntaxException {
        position--;
        int number = 0;
        for (int i = 0; i < 3 && current() >= '0' && current() <= '7'; i++) {
            number = number * 8 + (current() - '0');
            position++;
        }
        value.append((char) (bytes ? number & 0xff : number));
    }

    private int named() throws SyntaxException {
        int close = text.indexOf('}', position);
        if (current() != '{' || close < 0) {
            throw problem("an escape without a character name");
        }
        String name = text.substring(position + 1, close);
        position = close + 1;
        if (!NAME.matcher(name).matches()) {
            throw problem("an escape with an unknown character name");
        }
        try {
            return Character.codePointOf(name);
        } catch (IllegalArgumentException e) {
            throw problem("an escape with an unknown character name");
        }
    }

    private char current() throws SyntaxException {
        if (position >= text.length()) {
            throw problem("a string that is not closed");
        }
        char c = text.charAt(position);
        if (bytes && c > 0x7f) {
            throw problem("bytes with a character that is not ASCII");
        }
        return c;
    }

    private SyntaxException problem(String problem) {
        return new SyntaxException(problem, position);
    }
}
