package io.pokeai.backend.djl.internal;

/** What libtorch's errors mean. */
final class TorchFailures {
    private static final int MAX_LENGTH = 300;

    private TorchFailures() {}

    /** The first line of the innermost message: below it libtorch prints where in its sources it was. */
    static String sentence(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String first = String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        String cut = first.length() > MAX_LENGTH ? first.substring(0, MAX_LENGTH) + "…" : first;
        return cut.endsWith(".") ? cut : cut + ".";
    }
}
