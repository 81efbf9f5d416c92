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

    /** Has {@code waker} run when the command is told to stop: for code that waits and cannot ask. */
    void onCancel(Runnable waker) {
        wakers.add(waker);
        if (cancelled) {
            waker.run();
        }
    }
}
