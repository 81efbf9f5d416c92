package io.pokeai.aug.jobs;

import io.pokeai.engine.api.EngineException;
import java.util.Arrays;
import java.util.Locale;

/** What a job does. */
public enum JobKind {
    /** Models on corrupted pictures, as {@code pokeai robustness}; with a gate, if the order has one. */
    ROBUSTNESS,
    /** A model on a test split, as {@code pokeai evaluate}. */
    EVALUATION;

    /** As orders and lists name it, such as {@code robustness}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for anything but an {@link #id()} */
    public static JobKind parse(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> EngineException.invalidArgument(
                                "There is no job of the kind '" + id + "'.", "Use robustness or evaluation.")
                        .allowing(Arrays.stream(values()).map(JobKind::id).toList()));
    }
}
