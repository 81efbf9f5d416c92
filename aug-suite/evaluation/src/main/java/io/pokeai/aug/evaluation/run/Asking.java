package io.pokeai.aug.evaluation.run;

import java.util.OptionalDouble;

/**
 * How many pictures a run asked about, and how long that took.
 *
 * @param pictures that were asked about in this run; the others were answered in an earlier one
 * @param nanos from the first question to the last answer
 */
public record Asking(int pictures, long nanos) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** The time of one picture, with all threads of the run; empty when none was asked about. */
    public OptionalDouble millisecondsPerPicture() {
        return pictures == 0 ? OptionalDouble.empty() : OptionalDouble.of(nanos / NANOS_PER_MILLI / pictures);
    }
}
