package io.pokeai.engine.api;

import java.util.Objects;
import java.util.Optional;

/**
 * How many folds a model of folds must have: the first {@code folds} of them answer, and one that is missing is an error.
 *
 * @param folds at least 1
 * @param model name of the model that must have them; empty for every model of folds
 */
public record FoldDemand(int folds, Optional<String> model) {
    /** The largest number that can be demanded. */
    public static final int MAX_FOLDS = 1000;

    public FoldDemand {
        Objects.requireNonNull(model);
        if (folds < 1 || folds > MAX_FOLDS) {
            throw EngineException.invalidArgument(
                    "The number of demanded folds must be from 1 to " + MAX_FOLDS + ", got " + folds + ".",
                    "Use 1 to " + MAX_FOLDS + ", or demand none.");
        }
    }
}
