package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;

/** Why nothing can be opened, published or promoted for a name now. */
enum Blocker {
    /** The engine is closed, or the name is gone. */
    CLOSED,
    /** It was withdrawn while it was opening. */
    WITHDRAWN,
    /** Another one is being opened. */
    OPENING,
    /** A canary or a shadow has the second place. */
    TRIAL,
    /** What answered before still drains. */
    LEAVING,
    /** Too many generations hang in their back end. */
    STUCK;

    EngineException error(String model) {
        return switch (this) {
            case CLOSED -> EngineClosed.refusal();
            case WITHDRAWN ->
                new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "The back end of model '" + model + "' was stopped while the model was opening.",
                        "Repeat the change when the back end is there again.");
            case TRIAL ->
                new EngineException(
                        ErrorCode.CONFLICT,
                        "Model '" + model + "' has a canary or a shadow.",
                        "Promote or abort it first.");
            case STUCK ->
                new EngineException(
                        ErrorCode.UNAVAILABLE,
                        RolloutState.MAX_STUCK + " generations of model '" + model + "' hang in their back end.",
                        "Restart the engine, and look for what they wait for.");
            case OPENING, LEAVING ->
                new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "Model '" + model + "' is being changed.",
                        "Repeat the change in a moment.");
        };
    }
}
