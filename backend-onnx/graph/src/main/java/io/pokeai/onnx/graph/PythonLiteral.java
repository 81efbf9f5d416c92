package io.pokeai.onnx.graph;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a Python literal as {@code ast.literal_eval} does; nothing is ever executed.
 *
 * <p>Gives {@link BigInteger}, {@link Double}, {@link String}, {@link Boolean}, {@link #NONE}, {@link Bytes}, {@link List}
 * for a list, {@link Tuple}, {@link Set} for a set and {@link Map} for a dict: in the order of the text, where a later
 * value replaces that of an equal key. Complex numbers and {@code ...} are not read.
 *
 * <p><b>Source</b> The Python Language Reference 3.13, §2.4 and §6.2; {@code ast.literal_eval}.<br>
 * <b>Limits</b> {@value #MAX_DEPTH} levels; numbers of 4,300 digits, as in Python.
 */
final class PythonLiteral {
    /** Python's {@code None}. */
    static final Object NONE = new Object() {
        @Override
        public String toString() {
            return "None";
        }
    };

    /** Python itself stops at 200 brackets. */
    private static final int MAX_DEPTH = 100;

    private final PythonTokens tokens;
    private int depth;

    private PythonLiteral(String text) throws SyntaxException {
        tokens = new PythonTokens(text);
    }

    /** A sequence of bytes, one character each. */
    record Bytes(String latin1) {}

    /** A tuple. */
    record Tuple(List<Object> values) {
        Tuple {
            values = List.copyOf(values);
        }
    }

    /** The text is no literal. The message says where. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        SyntaxException(String problem, int position) {
            super(problem + " at character " + position);
        }
    }

    /** The value of a text. */
    static Object parse(String text) throws SyntaxException {
        PythonLiteral parser = new PythonLiteral(text);
        Object value = parser.tupleOrValue();
        parser.tokens.requireEnd();
        return value;
    }

    /** At the top, a tuple needs no brackets. */
    private Object tupleOrValue() throws SyntaxException {
        Object first = value();
        if (!tokens.skip(',')) {
            return first;
        }
        List<Object> values = new ArrayList<>(List.of(first));
        while (!tokens.atEnd()) {
            values.add(value());
            if (!tokens.skip(',')) {
                break;
            }
        }
        return new Tuple(values);
    }

    private Object value() throws SyntaxException {
        if (++depth > MAX_DEPTH) {
            throw tokens.problem("more than " + MAX_DEPTH + " levels");
        }
        try {
            return switch (tokens.peek()) {
                case '{' -> braces();
                case '[' -> {
                    tokens.open('[');
                    yield values(']');
                }
                case '(' -> brackets();
                case '-', '+' -> signed();
                default -> atom();
            };
        } finally {
            depth--;
        }
    }

    private Object signed() throws SyntaxException {
        boolean negative = tokens.next() == '-';
        // A number in brackets is a number too, but a second sign is arithmetic.
        int brackets = 0;
        while (tokens.peek() == '(') {
            tokens.open('(');
            brackets++;
        }
        Object number = tokens.number();
        for (; brackets > 0; brackets--) {
            tokens.close(')');
        }
        if (number instanceof Double real) {
            return negative ? -real : real;
        }
        BigInteger integer = (BigInteger) number;
        return negative ? integer.negate() : integer;
    }

    private Object atom() throws SyntaxException {
        char next = tokens.peek();
        if ((next >= '0' && next <= '9') || next == '.') {
            return tokens.number();
        }
        if (tokens.startsString()) {
            return tokens.strings();
        }
        String word = tokens.word();
        return switch (word) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> NONE;
            case "" -> throw tokens.problem("no value");
            default -> throw tokens.problem("'" + word + "', which is not a literal");
        };
    }

    private Object brackets() throws SyntaxException {
        tokens.open('(');
        if (tokens.peek() == ')') {
            tokens.close(')');
            return new Tuple(List.of());
        }
        Object first = value();
        if (!tokens.skip(',')) {
            tokens.close(')');
            return first;
        }
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(values(')'));
        return new Tuple(all);
    }

    /** Values with commas between them and perhaps one behind, up to the closing bracket. */
    private List<Object> values(char close) throws SyntaxException {
        List<Object> values = new ArrayList<>();
        while (tokens.peek() != close) {
            values.add(value());
            if (!tokens.skip(',')) {
                break;
            }
        }
        tokens.close(close);
        return values;
    }

    private Object braces() throws SyntaxException {
        tokens.open('{');
        if (tokens.peek() == '}') {
            tokens.close('}');
            return Map.of();
        }
        Object first = value();
        if (!tokens.skip(':')) {
            return set(first);
        }
        Map<Object, Map.Entry<Object, Object>> byIdentity = new LinkedHashMap<>();
        put(byIdentity, first, value());
        while (tokens.skip(',') && tokens.peek() != '}') {
            Object key = value();
            if (!tokens.skip(':')) {
                throw tokens.problem("a key without a value");
            }
            put(byIdentity, key, value());
        }
        tokens.close('}');
        Map<Object, Object> dict = new LinkedHashMap<>();
        byIdentity.values().forEach(entry -> dict.put(entry.getKey(), entry.getValue()));
        return dict;
    }

    private Set<Object> set(Object first) throws SyntaxException {
        List<Object> values = new ArrayList<>(List.of(first));
        if (tokens.skip(',')) {
            values.addAll(values('}'));
        } else {
            tokens.close('}');
        }
        for (Object value : values) {
            identity(value);
        }
        return new LinkedHashSet<>(values);
    }

    private void put(Map<Object, Map.Entry<Object, Object>> dict, Object key, Object value) throws SyntaxException {
        Object identity = identity(key);
        Map.Entry<Object, Object> known = dict.get(identity);
        // The first of equal keys stays, with the last value: {1: 'a', True: 'b'} is {1: 'b'}.
        dict.put(identity, Map.entry(known == null ? key : known.getKey(), value));
    }

    /** What Python compares keys by: 1, 1.0 and True are the same. */
    private Object identity(Object key) throws SyntaxException {
        if (key instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (key instanceof Double real && Math.rint(real) == real && !real.isInfinite()) {
            return new BigDecimal(real).toBigIntegerExact();
        }
        if (key instanceof List || key instanceof Map || key instanceof Set) {
            throw tokens.problem("a list, set or dict as a key");
        }
        if (key instanceof Tuple tuple) {
            List<Object> parts = new ArrayList<>();
            for (Object part : tuple.values()) {
                parts.add(identity(part));
            }
            return new Tuple(parts);
        }
        return key;
    }
}
