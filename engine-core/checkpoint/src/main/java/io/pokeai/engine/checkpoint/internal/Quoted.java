package io.pokeai.engine.checkpoint.internal;

/** Text of a file in an error message: one line, printable, not too long. */
public final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    /** In single quotes. */
    public static String text(String text) {
        return "'" + plain(text) + "'";
    }

    /** Control and formatting characters as escapes, shortened. */
    public static String plain(String text) {
        boolean cut = text.length() > LONGEST;
        String shown = cut ? text.substring(0, LONGEST) : text;
        StringBuilder plain = new StringBuilder(shown.length());
        shown.codePoints().forEach(c -> {
            if (printable(c)) {
                plain.appendCodePoint(c);
            } else {
                plain.append(String.format("\\u%04x", c));
            }
        });
        return cut ? plain + "…" : plain.toString();
    }

    private static boolean printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
