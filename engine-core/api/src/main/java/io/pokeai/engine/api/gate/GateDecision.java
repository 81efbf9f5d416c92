package io.pokeai.engine.api.gate;

import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a gate has decided.
 *
 * @param accepted whether the candidate may answer
 * @param sentence why, for people; also in the report of the swap and in its journal
 * @param report the file with the figures, if one was written
 */
public record GateDecision(boolean accepted, String sentence, Optional<Path> report) {
    /** @throws EngineException {@code INVALID_ARGUMENT} without a sentence */
    public GateDecision {
        EngineException.required(report, "report");
        if (EngineException.required(sentence, "sentence").isBlank()) {
            throw EngineException.invalidArgument("A gate has decided without a sentence.", "Say why.");
        }
    }
}
