package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;

/** What all recipes have bounds for. */
final class RecipeLimits {
    private static final int LEAST_SIZE = 32;

    private RecipeLimits() {}

    static void require(boolean valid, String found, String allowed) {
        if (!valid) {
            throw EngineException.invalidArgument(
                    "A training cannot have " + found + ".", "It has to be " + allowed + ".");
        }
    }

    static void require(int epochs, int batch, int size, int patience) {
        require(epochs >= 1 && epochs <= 10_000, "--epochs " + epochs, "1 to 10000");
        require(batch >= 2 && batch <= 4096, "--batch " + batch, "2 to 4096");
        require(size >= LEAST_SIZE && size <= 1024, "--size " + size, LEAST_SIZE + " to 1024");
        require(patience >= 1, "patience " + patience, "1 or more");
    }
}
