package io.pokeai.engine.api.backend;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who uses something native, so that it is freed by the last one to leave and never under a running call.
 *
 * <p>Closing a session while it runs ends the whole process with SIGSEGV; the runtime does not guard against it.
 *
 * <p><b>Threads</b> safe, without a lock. Stress test: {@code LifetimeTest}.
 */
public final class Lifetime {
    private final Runnable free;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Running calls, plus one for the owner until it closes. */
    private final AtomicInteger users = new AtomicInteger(1);

    public Lifetime(Runnable free) {
        this.free = free;
    }

    /** Takes part; false when it is closed. Who got true calls {@link #leave} once. */
    public boolean tryEnter() {
        while (!closed.get()) {
            int now = users.get();
            if (now == 0) {
                return false;
            }
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closed.get();
    }

    /** Ends what {@link #tryEnter} began. */
    public void leave() {
        if (users.decrementAndGet() == 0) {
            free.run();
        }
    }

    /**
     * Lets nobody in any more, says farewell to those who are inside, and frees at once when there are none. A second
     * call does nothing.
     */
    public void close(Runnable farewell) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            farewell.run();
        } finally {
            leave();
        }
    }
}
