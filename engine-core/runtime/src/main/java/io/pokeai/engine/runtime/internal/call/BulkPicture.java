package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a bulk request. Its source is asked for once, for all of the models, also if that fails.
 *
 * <p><b>Threads</b> confined to one.
 */
final class BulkPicture<T> {
    private final T name;
    private final Function<T, Function<InputSpec, Pixels>> source;
    private @Nullable Function<InputSpec, Pixels> crop;
    private @Nullable EngineException failure;

    /**
     * @param name as the caller names it
     * @param source gives, for a name, the function that makes crops of the picture
     */
    BulkPicture(T name, Function<T, Function<InputSpec, Pixels>> source) {
        this.name = name;
        this.source = source;
    }

    T name() {
        return name;
    }

    /**
     * What a model of this input sees.
     *
     * @throws EngineException why it cannot be had
     */
    Pixels crop(InputSpec spec) {
        if (failure != null) {
            throw failure;
        }
        Function<InputSpec, Pixels> known = crop;
        if (known == null) {
            try {
                known = source.apply(EngineException.required(name, "pictures"));
            } catch (RuntimeException e) {
                failure = EngineException.of(e);
                throw failure;
            }
            crop = known;
        }
        return known.apply(spec);
    }
}
