package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import java.util.Arrays;
import java.util.Locale;

/** What is done with a class that has too few pictures. */
public enum SmallClasses {
    /** Its pictures are left out. */
    FILTER,
    /** Its pictures are repeated, drawn with replacement, until they are enough. */
    UPSAMPLE;

    /**
     * Reads {@code filter} or {@code upsample}, as PokeAI's environment variables spell them.
     *
     * @param setting the setting that has this text, for the message
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static SmallClasses parse(String text, String setting) {
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(strategy -> strategy.name().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        EngineException.invalidArgument(setting + " is '" + text + "'.", "Use filter or upsample."));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
