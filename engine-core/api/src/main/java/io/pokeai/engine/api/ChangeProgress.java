package io.pokeai.engine.api;

import java.util.List;
import java.util.Optional;

/**
 * How far a change of a name is.
 *
 * @param steps those that have ended, as the {@link SwapReport} is going to have them
 * @param step the one under way, such as {@code open}
 * @param work how much of that step is done; empty for most
 */
public record ChangeProgress(List<SwapReport.Step> steps, String step, Optional<Work> work) {
    public ChangeProgress {
        steps = List.copyOf(EngineException.required(steps, "steps"));
        EngineException.required(step, "step");
        EngineException.required(work, "work");
    }

    /**
     * A step that can be counted: the answers that a gate asks for.
     *
     * @param done 0…{@code total}
     * @param total at least {@code done}
     */
    public record Work(long done, long total) {
        public Work {
            if (done < 0 || done > total) {
                throw EngineException.invalidArgument(
                        "Of a step " + done + " of " + total + " cannot be done.", "Use 0 to " + total + ".");
            }
        }
    }
}
