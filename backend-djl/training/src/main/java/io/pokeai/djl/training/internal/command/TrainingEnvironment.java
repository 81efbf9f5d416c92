package io.pokeai.djl.training.internal.command;

import io.pokeai.engine.api.EngineException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PokeAI's environment variables, which an option of the same meaning overrides. */
record TrainingEnvironment(Map<String, String> variables) {
    TrainingEnvironment {
        variables = Map.copyOf(variables);
    }

    Optional<String> named(@Nullable String option, String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(variables.get(variable)).filter(text -> !text.isBlank()));
    }

    int number(@Nullable Integer option, String variable, int usual) {
        return option != null ? option : Math.toIntExact(Math.min(Integer.MAX_VALUE, whole(null, variable, usual)));
    }

    long whole(@Nullable Long option, String variable, long usual) {
        if (option != null) {
            return option;
        }
        Optional<String> text = named(null, variable);
        try {
            return text.map(String::strip).map(Long::valueOf).orElse(usual);
        } catch (NumberFormatException e) {
            throw notANumber(variable, text.orElse(""));
        }
    }

    double decimal(@Nullable Double option, String variable, double usual) {
        if (option != null) {
            return option;
        }
        Optional<String> text = named(null, variable);
        try {
            return text.map(String::strip).map(Double::valueOf).orElse(usual);
        } catch (NumberFormatException e) {
            throw notANumber(variable, text.orElse(""));
        }
    }

    private static EngineException notANumber(String variable, String text) {
        return EngineException.invalidArgument(
                "The environment variable " + variable + " is '" + text + "', which is not a number.",
                "Correct or unset it.");
    }
}
