package io.pokeai.cli.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells a running command to stop.
 *
 * <p><b>Threads</b> safe.
 */
final class Cancellation {
    private final List<Runnable> wakers = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    void cancel() {
        cancelled = true;
        wakers.forEach(Runnable::run);
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Ends a {@link #whileWaiting}. */
    interface Waker extends AutoCloseable {
        @Override
        void close();
    }

    /** As {@link #onCancel}, until it is closed: afterwards the waker does not run any more. */
    Waker whileWaiting(Runnable waker) {
        Object lock = new Object();
        boolean[] waiting = {true};
        Runnable guarded = () -> {
            synchronized (lock) {
                if (waiting[0]) {
                    waker.run();
                }
            }
        };
        onCancel(guarded);
        return () -> {
            synchronized (lock) {
                waiting[0] = false;
            }
            wakers.remove(guarded);
        };
    }

    /** Has {@code waker} run when the command is told to stop: for code that waits and cannot ask. */
    void onCancel(Runnable waker) {
        wakers.add(waker);
        if (cancelled) {
            waker.run();
        }
    }
}
