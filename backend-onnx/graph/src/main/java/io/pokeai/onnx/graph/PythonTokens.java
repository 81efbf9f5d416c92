package io.pokeai.onnx.graph;

import io.pokeai.onnx.graph.PythonLiteral.SyntaxException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a Python literal, one after the other. Line ends count outside of brackets only. */
final class PythonTokens {
    private static final int MAX_DIGITS = 4300;
    private static final char END = '\0';
    private static final Pattern INTEGER = Pattern.compile(
            "0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*(?![0-9_])|[1-9](?:_?[0-9])*");
    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final String EXPONENT = "[eE][-+]?" + DIGITS;
    private static final Pattern REAL = Pattern.compile(
            "(?:" + DIGITS + "\\.(?:" + DIGITS + ")?|\\." + DIGITS + ")(?:" + EXPONENT + ")?|" + DIGITS + EXPONENT);
    private static final Pattern BLANK_LINES = Pattern.compile("(?:[ \t\f]*(?:#[^\n]*)?\n)+");
    // A form feed begins the line anew.
    private static final Pattern INDENT = Pattern.compile("[ \t\f]*[ \t](?![ \t\f])");
    private static final Pattern STRING_START = Pattern.compile("(?i:[rub]|br|rb)?(?:'|\")");

    private final String text;
    private final Deque<Character> brackets = new ArrayDeque<>();
    private int position;

    PythonTokens(String source) throws SyntaxException {
        // literal_eval strips blanks and tabs; the tokenizer turns every line end into \n.
        text = source.replaceFirst("^[ \t]+", "").replace("\r\n", "\n").replace('\r', '\n');
        if (text.indexOf(END) >= 0) {
            throw problem("a NUL character in the text");
        }
        Matcher blank = BLANK_LINES.matcher(text);
        if (blank.lookingAt()) {
            position = blank.end();
        }
        if (INDENT.matcher(text).region(position, text.length()).lookingAt()) {
            throw problem("an indented line");
        }
    }

    SyntaxException problem(String problem) {
        return new SyntaxException(problem, position);
    }

    /** The next character that matters, or NUL at the end. */
    char peek() {
        skipSpace();
        return position < text.length() ? text.charAt(position) : END;
    }

    char next() {
        char next = peek();
        position++;
        return next;
    }

    boolean atEnd() {
        return peek() == END || peek() == '\n';
    }

    boolean skip(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    void open(char bracket) throws SyntaxException {
        require(bracket);
        brackets.push(bracket);
    }

    void close(char bracket) throws SyntaxException {
        require(bracket);
        brackets.pop();
    }

    private void require(char wanted) throws SyntaxException {
        if (!skip(wanted)) {
            throw problem("no '" + wanted + "'");
        }
    }

    /** Nothing but empty lines and comments may follow; an indented line is an error even when it is empty. */
    void requireEnd() throws SyntaxException {
        skipSpace();
        Matcher blank = BLANK_LINES.matcher(text).region(position, text.length());
        if (blank.lookingAt()) {
            position = blank.end();
            if (INDENT.matcher(text).region(position, text.length()).matches()) {
                throw problem("an indented line");
            }
            skipSpace();
        }
        if (position < text.length()) {
            throw problem("'" + text.charAt(position) + "' after the end");
        }
    }

    String word() {
        peek();
        int start = position;
        while (position < text.length() && Character.isUnicodeIdentifierPart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** A {@link BigInteger} or a {@link Double}. */
    Object number() throws SyntaxException {
        peek();
        Matcher real = REAL.matcher(text).region(position, text.length());
        Matcher integer = INTEGER.matcher(text).region(position, text.length());
        boolean isReal = real.lookingAt();
        if (!isReal && !integer.lookingAt()) {
            throw problem("no number");
        }
        Matcher found = isReal ? real : integer;
        position = found.end();
        if (position < text.length() && Character.isUnicodeIdentifierPart(text.charAt(position))) {
            throw problem("a number that runs into a word");
        }
        String digits = found.group().replace("_", "");
        if (digits.length() > MAX_DIGITS) {
            throw problem("a number of more than " + MAX_DIGITS + " digits");
        }
        return isReal ? (Object) Double.valueOf(digits) : integer(digits);
    }

    private static BigInteger integer(String digits) {
        if (digits.length() > 2 && !Character.isDigit(digits.charAt(1))) {
            int radix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                default -> 2;
            };
            return new BigInteger(digits.substring(2), radix);
        }
        return new BigInteger(digits);
    }

    boolean startsString() {
        peek();
        return STRING_START.matcher(text).region(position, text.length()).lookingAt();
    }

    /** One string, or several in a row that are one. */
    Object strings() throws SyntaxException {
        Object all = string();
        while (startsString()) {
            Object more = string();
            if (all instanceof String text1 && more instanceof String text2) {
                all = text1 + text2;
            } else if (all instanceof PythonLiteral.Bytes bytes1 && more instanceof PythonLiteral.Bytes bytes2) {
                all = new PythonLiteral.Bytes(bytes1.latin1() + bytes2.latin1());
            } else {
                throw problem("text and bytes in a row");
            }
        }
        return all;
    }

    private Object string() throws SyntaxException {
        PythonString string = new PythonString(text, position);
        Object value = string.read();
        position = string.end();
        return value;
    }

    private void skipSpace() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == ' ' || c == '\t' || c == '\f' || (c == '\n' && !brackets.isEmpty())) {
                position++;
            } else if (c == '\\' && text.startsWith("\n", position + 1) && position + 2 < text.length()) {
                position += 2;
            } else if (c == '#') {
                int lineEnd = text.indexOf('\n', position);
                position = lineEnd < 0 ? text.length() : lineEnd;
            } else {
                return;
            }
        }
    }
}
