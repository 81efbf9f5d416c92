package io.pokeai.engine.api.backend;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the running calls of a native object, so that it is freed when the last of them ends, and never earlier.
 *
 * <p>Closing a native session while it runs ends the whole process with SIGSEGV; the native runtimes do not guard against it.
 *
 * <p><b>Threads</b> safe, without a lock. Stress test: {@code RefCountTest}.
 */
public final class RefCount {
    private final Runnable free;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Running calls, plus one for the owner until it closes. */
    private final AtomicInteger users = new AtomicInteger(1);

    public RefCount(Runnable free) {
        this.free = free;
    }

    /** Begins a use; false when it is closed. After true, {@link #release} is to be called once. */
    public boolean tryAcquire() {
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

    /** Ends a use that {@link #tryAcquire} began. */
    public void release() {
        if (users.decrementAndGet() == 0) {
            free.run();
        }
    }

    /**
     * Allows no further use, and frees at once when there is none. A second call does nothing.
     *
     * @param stopUses called before, to end running uses sooner
     */
    public void close(Runnable stopUses) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            stopUses.run();
        } finally {
            release();
        }
    }
}
