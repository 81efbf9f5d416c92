package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.runtime.internal.lifecycle.Shares;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * For whom an engine works.
 *
 * @param usual the time that a single call has if nothing else was said
 * @param allowed what was said ({@link Engine#within}): it bounds everything that this caller waits for
 * @param key who it is, if it was said
 */
record Caller(Duration usual, Optional<Duration> allowed, Optional<String> key) {
    Caller {
        Serving.requireDeadline(usual);
        allowed.ifPresent(Serving::requireDeadline);
    }

    Caller within(Duration time) {
        return new Caller(usual, Optional.of(time), key);
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for no key, or one that is too long */
    Caller named(String name) {
        return new Caller(usual, allowed, Optional.of(requireKey(name)));
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for no key, or one that is too long */
    static String requireKey(String name) {
        return Shares.requireKey(name);
    }

    /** Of a single call that begins now. */
    Deadline begin() {
        return Deadline.in(allowed.orElse(usual));
    }

    /**
     * Of a wait that is no single call and begins now.
     *
     * @param otherwise how long it lasts for a caller who has said nothing
     */
    Deadline begin(Duration otherwise) {
        return Deadline.in(allowed.orElse(otherwise));
    }
}
