package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Reads class names from a metadata entry: a JSON list of texts, or one name per line. */
final class LabelNote {
    private final String text;
    private int position;

    private LabelNote(String text) {
        this.text = text;
    }

    /**
     * @throws EngineException {@code LABELS_MISMATCH}
     */
    static Labels parse(String text) {
        String stripped = text.strip();
        return Labels.of(
                stripped.startsWith("[")
                        ? new LabelNote(stripped).list()
                        : stripped.lines().toList());
    }

    /** The JSON list of texts that {@link #parse} reads. */
    static String format(Labels labels) {
        StringJoiner list = new StringJoiner(", ", "[", "]");
        for (String name : labels.asList()) {
            // Labels have no control characters, which JSON would want escaped.
            list.add('"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return list.toString();
    }

    private List<String> list() {
        List<String> names = new ArrayList<>();
        position = 1;
        if (next() != ']') {
            do {
                names.add(string());
            } while (take(','));
        }
        if (!take(']') || position < text.length()) {
            throw unreadable();
        }
        return names;
    }

    private String string() {
        if (!take('"')) {
            throw unreadable();
        }
        StringBuilder name = new StringBuilder();
        for (char c = character(); c != '"'; c = character()) {
            if (c < ' ') {
                throw unreadable();
            }
            name.append(c == '\\' ? escape() : c);
        }
        return name.toString();
    }

    private char escape() {
        char c = character();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw unreadable();
        };
    }

    private char hex() {
        int number = 0;
        for (int i = 0; i < 4; i++) {
            char c = character();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw unreadable();
            }
            number = number * 16 + digit;
        }
        return (char) number;
    }

    private char character() {
        if (position >= text.length()) {
            throw unreadable();
        }
        return text.charAt(position++);
    }

    private boolean take(char wanted) {
        if (next() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    /** The next character that is no white space, or NUL at the end. */
    private char next() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private EngineException unreadable() {
        return new EngineException(
                ErrorCode.LABELS_MISMATCH,
                "its metadata '" + LabelSource.KEY + "' is not a JSON list of texts: character " + position + ".",
                "Write [\"first\", \"second\"], or one name per line.");
    }
}
