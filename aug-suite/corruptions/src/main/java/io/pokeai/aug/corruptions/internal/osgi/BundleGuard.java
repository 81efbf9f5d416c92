package io.pokeai.aug.corruptions.internal.osgi;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.backend.RefCount;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets running calls finish before the bundle stops, and refuses later calls.
 *
 * <p>A caller may keep a service object after the bundle has stopped; it could not load its classes any more.
 *
 * <p><b>Threads</b> safe.
 */
final class BundleGuard {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch empty = new CountDownLatch(1);
    private final RefCount uses = new RefCount(empty::countDown);

    /** @throws EngineException {@code UNAVAILABLE} when the bundle has stopped */
    <T> T during(String name, Supplier<T> call) {
        if (!uses.tryAcquire()) {
            throw gone(name);
        }
        try {
            return call.get();
        } finally {
            uses.release();
        }
    }

    static EngineException gone(String name) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "'" + name + "' cannot work: its bundle was stopped.",
                "Look it up again when the bundle is back.");
    }

    /** Refuses new calls and waits for the running ones, even when interrupted: they need the bundle's classes. */
    void end() {
        uses.close(() -> {});
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        boolean ended = false;
        for (long left = PATIENCE.toNanos(); !ended && left > 0; left = end - System.nanoTime()) {
            try {
                ended = empty.await(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (!ended) {
            System.getLogger(BundleGuard.class.getName())
                    .log(System.Logger.Level.WARNING, "a corruption runs for longer than " + PATIENCE);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
