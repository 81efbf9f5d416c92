package io.pokeai.aug.evaluation.run;

import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A model that can be asked about pictures, wherever it runs.
 *
 * <p><b>Threads</b> used by one thread.
 */
public interface AskedModel {
    /** The model that answers. */
    ModelIdentity identity();

    /**
     * Asks about pictures: one result for each, in the given order, errors in their place; lazily, with bounded memory.
     *
     * <p><b>Ownership</b> the caller closes the stream.
     */
    Stream<Result<Path>> answers(Iterable<Path> pictures);
}
