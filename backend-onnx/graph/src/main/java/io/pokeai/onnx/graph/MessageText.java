package io.pokeai.onnx.graph;

/** Texts from a file as they may appear in a message: short, and without characters that a terminal obeys. */
final class MessageText {
    private static final int MAX_LENGTH = 80;

    private MessageText() {}

    static String of(String text) {
        String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
