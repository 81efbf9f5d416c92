package io.pokeai.service.internal.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many requests for work (not for health or metadata) are in flight at once; one more is refused, with the time after which it is
 * likely to find a place.
 *
 * <p>The time is the number of requests in flight times the mean time between two answers, while there was work to do. The mean is
 * exponential, over the last 32 answers or so.
 *
 * <p><b>Threads</b> safe; nobody waits.
 */
public final class WorkLimit {
    private static final double WEIGHT = 1.0 / 32;
    private static final double FIRST_GUESS_NANOS = 20e6;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final int most;
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private int inFlight;

    @GuardedBy("this")
    private long begun;

    /** Since when there was work without an answer. */
    @GuardedBy("this")
    private long busySince;

    @GuardedBy("this")
    private double meanGapNanos = FIRST_GUESS_NANOS;

    /**
     * @param most requests in flight
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    public WorkLimit(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a place; its holder closes it.
     *
     * @throws HttpFailure 429 when there is none
     */
    public synchronized Place enter() {
        if (inFlight >= most) {
            throw HttpFailure.overloaded(
                    most + " requests are in flight, which is the most that this service takes.", retryAfter());
        }
        if (inFlight == 0) {
            busySince = nanoTime.getAsLong();
        }
        inFlight++;
        begun++;
        return new Place();
    }

    /** Requests that have taken a place since the service began. */
    public synchronized long begun() {
        return begun;
    }

    /** Requests in flight now. */
    public synchronized int inFlight() {
        return inFlight;
    }

    synchronized Duration retryAfter() {
        Duration time = Duration.ofNanos((long) (inFlight * meanGapNanos));
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    private synchronized void leave() {
        long now = nanoTime.getAsLong();
        meanGapNanos += WEIGHT * (now - busySince - meanGapNanos);
        busySince = now;
        inFlight--;
    }

    /** The place of one request. <b>Threads</b> confined to the request; a second close does nothing. */
    public final class Place implements AutoCloseable {
        private boolean left;

        private Place() {}

        @Override
        public void close() {
            if (!left) {
                left = true;
                leave();
            }
        }
    }
}
