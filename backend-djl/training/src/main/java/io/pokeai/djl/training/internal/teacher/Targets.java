package io.pokeai.djl.training.internal.teacher;

import io.pokeai.engine.api.EngineException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which folds of a teacher answer for a picture. */
public enum Targets {
    /** All of them: what the engine answers. Most have been trained with the picture. */
    ENSEMBLE,
    /** Those that were not trained with the picture, which usually is one. */
    OUT_OF_FOLD;

    /** As people write it, such as {@code out-of-fold}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for any other text */
    public static Targets parse(String text) {
        return Arrays.stream(values())
                .filter(one -> one.id().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> EngineException.invalidArgument(
                        "'" + text + "' does not say whose answers are taught.",
                        "Use " + Arrays.stream(values()).map(Targets::id).collect(Collectors.joining(" or ")) + "."));
    }
}
