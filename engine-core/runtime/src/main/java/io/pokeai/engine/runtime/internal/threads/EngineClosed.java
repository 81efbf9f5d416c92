package io.pokeai.engine.runtime.internal.threads;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The error of every call to a closed engine. */
public final class EngineClosed {
    private EngineClosed() {}

    /** {@code UNAVAILABLE}. */
    public static EngineException refusal() {
        return refusal(null);
    }

    /** @param cause what showed it, such as a pool of threads that takes no work any more */
    public static EngineException refusal(@Nullable Throwable cause) {
        return new EngineException(ErrorCode.UNAVAILABLE, "The engine is closed.", "Open a new one.", cause);
    }
}
