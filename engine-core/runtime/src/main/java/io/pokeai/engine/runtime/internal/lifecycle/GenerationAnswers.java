package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Result;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Asks generations, whether or not a name answers by them, as a bulk request asks models.
 *
 * <p><b>Threads</b> safe.
 */
@FunctionalInterface
public interface GenerationAnswers {
    /**
     * Asks.
     *
     * <p><b>Ownership</b> the caller closes the stream; the leases are returned then.
     *
     * @param leasing takes a lease for each of the request's models
     */
    <T> Stream<Result<T>> of(BulkRequest<T> request, Function<String, ModelLease> leasing);
}
