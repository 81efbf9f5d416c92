package io.pokeai.natives.selftest;

import java.util.Optional;

/**
 * What a self-test found.
 *
 * @param cases how many operations were compared
 * @param wrong how many of them were wrong; all of them when the library failed altogether
 * @param isFinished whether all were compared; not when the library threw, crashed or took too long, which may be otherwise
 *     next time
 * @param example one wrong case in a sentence, without full stop; empty when all were right
 * @param millis what it took
 */
public record Outcome(int cases, int wrong, boolean isFinished, String example, long millis) {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 5;
    private static final int MAX_EXAMPLE = 300;

    public Outcome {
        if (cases < 1 || wrong < 0 || wrong > cases || millis < 0 || (!isFinished && wrong == 0)) {
            throw new IllegalArgumentException(wrong + " wrong of " + cases + " cases in " + millis + " ms");
        }
        String line =
                example.isEmpty() ? example : example.replaceAll("\\s+", " ").strip();
        example = line.length() > MAX_EXAMPLE ? line.substring(0, MAX_EXAMPLE) + "…" : line;
    }

    /** All cases were compared. */
    public static Outcome of(int cases, int wrong, String example, long millis) {
        return new Outcome(cases, wrong, true, example, millis);
    }

    /** The library did not get as far as an answer. */
    public static Outcome failed(int cases, String why, long millis) {
        return new Outcome(cases, cases, false, why, millis);
    }

    /** Whether the library may be used. */
    public boolean isRight() {
        return wrong == 0;
    }

    /** One line without line break, for {@link #parse}. */
    public String toLine() {
        return String.join(
                SEPARATOR,
                Integer.toString(cases),
                Integer.toString(wrong),
                Boolean.toString(isFinished),
                Long.toString(millis),
                example);
    }

    /** Reads what {@link #toLine} wrote; empty for anything else. */
    public static Optional<Outcome> parse(String line) {
        String[] fields = line.split(SEPARATOR, FIELDS);
        if (fields.length != FIELDS || !(fields[2].equals("true") || fields[2].equals("false"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Outcome(
                    Integer.parseInt(fields[0]),
                    Integer.parseInt(fields[1]),
                    Boolean.parseBoolean(fields[2]),
                    fields[4],
                    Long.parseLong(fields[3])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
