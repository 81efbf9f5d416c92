package io.pokeai.engine.runtime.internal.threads;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.time.Duration;

/**
 * Until when a call waits. One object goes with a call through all of its waits, so that they share the time.
 *
 * @param end of {@link System#nanoTime}
 * @param allowed what was allowed from the begin on, for messages
 */
public record Deadline(long end, Duration allowed) {
    /** From now on. */
    public static Deadline in(Duration allowed) {
        return new Deadline(System.nanoTime() + allowed.toNanos(), allowed);
    }

    /** This one, or so much from now on if that is sooner. */
    public Deadline orIn(Duration other) {
        Deadline then = in(other);
        return then.end - end < 0 ? then : this;
    }

    /** Nanoseconds; not positive when it has passed. */
    long nanosLeft() {
        return end - System.nanoTime();
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanosLeft()));
    }

    public boolean isPast() {
        return nanosLeft() <= 0;
    }

    /**
     * Ends a call that is late, between two steps of its work.
     *
     * @param done what it has reached, such as {@code its picture was decoded}
     * @throws EngineException {@code DEADLINE_EXCEEDED}
     */
    public void require(String model, String done) {
        if (isPast()) {
            throw new EngineException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "The deadline of " + text() + " of a call for model '" + model + "' passed before " + done + ".",
                    "Allow more time.");
        }
    }

    /** For messages. */
    public String text() {
        long millis = allowed.toMillis();
        return millis >= 1_000 && millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
