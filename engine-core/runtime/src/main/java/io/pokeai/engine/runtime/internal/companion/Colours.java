package io.pokeai.engine.runtime.internal.companion;

import io.pokeai.engine.api.Rgb;
import java.util.List;
import java.util.Optional;

/** A list of three numbers. */
final class Colours {
    private Colours() {}

    static Optional<Rgb> of(Object value) {
        if (value instanceof List<?> list
                && list.size() == 3
                && list.get(0) instanceof Double red
                && list.get(1) instanceof Double green
                && list.get(2) instanceof Double blue) {
            return Optional.of(new Rgb(red.floatValue(), green.floatValue(), blue.floatValue()));
        }
        return Optional.empty();
    }
}
