package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right of one opener to use an engine that others may have opened, too; given back once.
 *
 * <p><b>Threads</b> safe.
 */
final class Tenancy {
    private final Runnable end;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** @param end what giving it back does */
    Tenancy(Runnable end) {
        this.end = end;
    }

    /** @throws EngineException {@code UNAVAILABLE} when it was given back */
    void require() {
        if (!open.get()) {
            throw closed();
        }
    }

    static EngineException closed() {
        return new EngineException(ErrorCode.UNAVAILABLE, "The engine is closed.", "Open a new one.");
    }

    void end() {
        if (open.compareAndSet(true, false)) {
            end.run();
        }
    }
}
