package io.pokeai.engine.runtime.internal.call;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Admits single calls: counts those in flight, of all models and of each, and refuses a call beyond the limits before anything
 * is read or allocated for it. A refusal says when to repeat the call: the number of waiting calls times the recent time of a
 * call, divided by the threads.
 *
 * <p><b>Threads</b> safe; never waits.
 */
final class Admission {
    /** The share of the newest call in the mean, so that about the last dozen calls count. */
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
     * Admits a call; it is in flight until its ticket is closed.
     *
     * @throws EngineException {@code OVERLOADED} with a hint, {@code UNAVAILABLE} when the engine is closed
     */
    @MustBeClosed
    synchronized Ticket admit(String model) {
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
        return new Ticket(model);
    }

    /** Refuses when the engine is closed; a call that has waited asks again. */
    synchronized void requireOpen() {
        if (closed) {
            throw EngineClosed.refusal();
        }
    }

    /** Admits no call any more. */
    synchronized void close() {
        closed = true;
    }

    /** Calls that were admitted and have not ended. */
    synchronized int inFlight() {
        return inAll;
    }

    @GuardedBy("this")
    private Duration hint(int inFlight) {
        double nanos = serviceNanos * Math.max(1, inFlight - threads) / threads;
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

    /** One call in flight; closed once, when it ends. */
    final class Ticket implements AutoCloseable {
        private final String model;

        private Ticket(String model) {
            this.model = model;
        }

        /** @param nanos that this call has kept a thread busy */
        void worked(long nanos) {
            Admission.this.worked(nanos);
        }

        @Override
        public void close() {
            leave(model);
        }
    }
}
