package io.pokeai.engine.runtime.internal;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.Serving;
import java.time.Duration;
import java.util.Optional;

/**
 * For whom an engine works.
 *
 * @param deadline of each single call, from its begin
 * @param key who it is, if it was said
 */
record Caller(Duration deadline, Optional<String> key) {
    Caller {
        Serving.requireDeadline(deadline);
    }

    Caller within(Duration allowed) {
        return new Caller(allowed, key);
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for no key, or one that is too long */
    Caller named(String name) {
        if (name.isEmpty() || name.length() > Engine.MAX_KEY) {
            throw EngineException.invalidArgument(
                    name.isEmpty()
                            ? "The key of a caller is empty."
                            : "The key of a caller has " + name.length() + " characters.",
                    "Use 1 to " + Engine.MAX_KEY + " characters, or no key for a caller that nobody knows.");
        }
        return new Caller(deadline, Optional.of(name));
    }

    /** A lease on what answers this caller. */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // handed on
    ModelLease lease(ModelRegistry models, String model) {
        return key.isPresent() ? models.lease(model, key.get()) : models.lease(model);
    }
}
