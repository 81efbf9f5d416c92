package io.pokeai.aug.corruptions.internal.osgi;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.spi.Lifetime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether the bundle is there: calls that run are finished before it stops, later ones are refused.
 *
 * <p>A service object outlives its bundle in the hands of whoever looked it up before; what it would load then is gone.
 *
 * <p><b>Threads</b> safe.
 */
final class Presence {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch empty = new CountDownLatch(1);
    private final Lifetime lifetime = new Lifetime(empty::countDown);

    /** @throws EngineException {@code UNAVAILABLE} when the bundle has stopped */
    <T> T during(String name, Supplier<T> call) {
        if (!lifetime.tryEnter()) {
            throw gone(name);
        }
        try {
            return call.get();
        } finally {
            lifetime.leave();
        }
    }

    static EngineException gone(String name) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "'" + name + "' cannot work: its bundle was stopped.",
                "Look it up again when the bundle is back.");
    }

    /** Refuses new calls and waits for the running ones. */
    void end() {
        lifetime.close(() -> {});
        try {
            if (!empty.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.getLogger(Presence.class.getName())
                        .log(System.Logger.Level.WARNING, "a corruption runs for longer than " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
