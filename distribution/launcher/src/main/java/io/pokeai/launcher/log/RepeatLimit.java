package io.pokeai.launcher.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets a message through once in a while: clients must not be able to fill a disk with what a library says of their mistakes.
 *
 * <p><b>Threads</b> safe. <b>Limits</b> {@value #MOST} messages are told apart; the others count as one.
 */
final class RepeatLimit {
    static final int MOST = 256;

    private static final String OTHERS = "";

    private final long pauseNanos;
    private final LongSupplier clock;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param clock nanoseconds, as {@link System#nanoTime} */
    RepeatLimit(Duration pause, LongSupplier clock) {
        this.pauseNanos = pause.toNanos();
        this.clock = clock;
    }

    /**
     * Whether a message is to be logged.
     *
     * @param leftOut how many like it were not, since the last one that was
     */
    record Answer(boolean wanted, long leftOut) {}

    /** When a message was logged, and how often it was not since then. */
    private record Seen(long at, long leftOut) {}

    /** @param message without its arguments */
    synchronized Answer ask(String message) {
        String key = seen.size() < MOST || seen.containsKey(message) ? message : OTHERS;
        long now = clock.getAsLong();
        Seen last = seen.get(key);
        if (last != null && now - last.at < pauseNanos) {
            seen.put(key, new Seen(last.at, last.leftOut + 1));
            return new Answer(false, 0);
        }
        seen.put(key, new Seen(now, 0));
        return new Answer(true, last == null ? 0 : last.leftOut);
    }
}
