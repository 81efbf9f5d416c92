package io.pokeai.cli.internal;

/** Times in rows: milliseconds to the microsecond. */
final class Millis {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_MILLI = 1e3;

    private Millis() {}

    static double of(long nanos) {
        return Math.round((double) nanos / NANOS_PER_MICRO) / MICROS_PER_MILLI;
    }
}
