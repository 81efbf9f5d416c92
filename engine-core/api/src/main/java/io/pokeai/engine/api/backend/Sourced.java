package io.pokeai.engine.api.backend;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Provenance.Origin;
import java.util.Objects;

/**
 * Something that is known about a model, and who says so.
 *
 * @param value what is known
 * @param origin who says so
 */
public record Sourced<T>(T value, Origin origin) {
    public Sourced {
        Objects.requireNonNull(value);
        Objects.requireNonNull(origin);
    }

    /** As a file or a person says. */
    public static <T> Sourced<T> stated(T value, String source) {
        return new Sourced<>(value, Origin.stated(source));
    }

    /** As it follows from the file. */
    public static <T> Sourced<T> found(T value, String source) {
        return new Sourced<>(value, Origin.found(source));
    }

    /** Numbers in the place of unknown class names. */
    public static Sourced<Labels> numbers(Labels numbered) {
        return assumed(numbered, "numbers, because nothing names the classes", "a classes.txt beside the model");
    }

    /** As is usual. */
    public static <T> Sourced<T> assumed(T value, String source, String settledBy) {
        return new Sourced<>(value, Origin.assumed(source, settledBy));
    }
}
