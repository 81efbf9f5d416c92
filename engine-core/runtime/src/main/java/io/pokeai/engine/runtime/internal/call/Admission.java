package io.pokeai.engine.runtime.internal.call;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Serving;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The door: counts the single calls in the house, of all models and of each, and refuses one too many before anything is
 * read or allocated for it. A refusal says when to come again: the work that is waiting, by how long a call has taken of late,
 * divided by the threads that do it.
 *
 * <p><b>Threads</b> safe; never waits.
 */
final class Admission {
    /** The share of the newest call in the mean: the last dozen or so count. */
    private static final double NEWEST = 1.0 / 8;

    private static final Duration LONGEST_HINT = Duration.ofMinutes(1);

    private final Serving limits;
    private final int threads;

    @GuardedBy("this")
    private final Map<String, Integer> calls = new HashMap<>();

    @GuardedBy("this")
    private int inAll;

    @GuardedBy("this")
    private double serviceNanos;

    @GuardedBy("this")
    private boolean closed;

    Admission(Serving limits, int threads) {
        this.limits = limits;
        this.threads = threads;
    }

    /**
     * Lets a call in, until its visit is closed.
     *
     * @throws EngineException {@code OVERLOADED} with a hint, {@code UNAVAILABLE} when the engine is closed
     */
    @MustBeClosed
    synchronized Visit enter(String model) {
        requireOpen();
        int own = calls.getOrDefault(model, 0);
        if (inAll >= threads + limits.waiting()) {
            throw EngineException.overloaded(
                    (inAll - threads) + " calls are waiting, as many as the engine keeps.", hint(inAll));
        }
        if (own >= threads + limits.waitingPerModel()) {
            throw EngineException.overloaded(
                    (own - threads) + " calls are waiting for model '" + model + "', as many as the engine keeps.",
                    hint(own));
        }
        calls.put(model, own + 1);
        inAll++;
        return new Visit(model);
    }

    /** Whether calls are let in; asked again by who has waited. */
    synchronized void requireOpen() {
        if (closed) {
            throw new EngineException(ErrorCode.UNAVAILABLE, "The engine is closed.", "Open a new one.");
        }
    }

    /** Lets nobody in any more. */
    synchronized void close() {
        closed = true;
    }

    /** Calls in the house. */
    synchronized int inHouse() {
        return inAll;
    }

    @GuardedBy("this")
    private Duration hint(int inHouse) {
        double nanos = serviceNanos * Math.max(1, inHouse - threads) / threads;
        Duration computed = Duration.ofNanos((long) nanos);
        return computed.compareTo(LONGEST_HINT) > 0 ? LONGEST_HINT : computed;
    }

    private synchronized void worked(long nanos) {
        serviceNanos = serviceNanos == 0 ? nanos : serviceNanos + NEWEST * (nanos - serviceNanos);
    }

    private synchronized void leave(String model) {
        inAll--;
        calls.merge(model, -1, (now, less) -> now + less == 0 ? null : now + less);
    }

    /** One call in the house; closed once. */
    final class Visit implements AutoCloseable {
        private final String model;

        private Visit(String model) {
            this.model = model;
        }

        /** @param nanos of a thread that this call has taken */
        void worked(long nanos) {
            Admission.this.worked(nanos);
        }

        @Override
        public void close() {
            leave(model);
        }
    }
}
