package io.pokeai.cli.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

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

    /** Has the waker run when the command is told to stop while {@code work} runs, and not afterwards. */
    <T> T wakingDuring(Runnable waker, Supplier<T> work) {
        Object lock = new Object();
        boolean[] working = {true};
        Runnable guarded = () -> {
            synchronized (lock) {
                if (working[0]) {
                    waker.run();
                }
            }
        };
        onCancel(guarded);
        try {
            return work.get();
        } finally {
            synchronized (lock) {
                working[0] = false;
            }
            wakers.remove(guarded);
        }
    }

    /** Has {@code waker} run when the command is told to stop: for code that waits and cannot ask. */
    void onCancel(Runnable waker) {
        wakers.add(waker);
        if (cancelled) {
            waker.run();
        }
    }
}
