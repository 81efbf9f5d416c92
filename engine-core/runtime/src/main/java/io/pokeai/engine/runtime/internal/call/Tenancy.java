package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right of one opener to use an engine. Others may have opened the same engine; each of them has a tenancy of its own.
 *
 * <p><b>Threads</b> safe.
 */
public final class Tenancy {
    private final Runnable end;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** @param end what giving it back does */
    public Tenancy(Runnable end) {
        this.end = end;
    }

    /** @throws EngineException {@code UNAVAILABLE} when it was given back */
    void require() {
        if (!open.get()) {
            throw EngineClosed.refusal();
        }
    }

    void end() {
        if (open.compareAndSet(true, false)) {
            end.run();
        }
    }
}
