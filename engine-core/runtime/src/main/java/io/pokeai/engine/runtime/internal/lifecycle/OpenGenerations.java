package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * All generations of an engine that are not closed: stopping a back end, or closing the engine, waits for them
 * ({@link Drain}).
 *
 * <p><b>Threads</b> safe.
 */
final class OpenGenerations {
    private final Predicate<ClassifierFactory> present;
    private final Set<Generation> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param present whether a back end is there */
    OpenGenerations(Predicate<ClassifierFactory> present) {
        this.present = present;
    }

    /** @throws EngineException {@code UNAVAILABLE} when its back end has gone while it was opening; then it is retired */
    void add(Generation generation) {
        open.add(generation);
        generation.whenClosed(open::remove);
        if (closed || !present.test(generation.factory())) {
            generation.retire();
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The back end of " + generation + " was stopped while the model was opening.",
                    "Repeat the call when the back end is back.");
        }
    }

    /** Those of one back end, or all. */
    List<Generation> of(Optional<ClassifierFactory> factory) {
        return open.stream()
                .filter(generation -> factory.isEmpty() || generation.factory() == factory.get())
                .toList();
    }

    /** Refuses every generation that is opened from now on. */
    void close() {
        closed = true;
    }
}
