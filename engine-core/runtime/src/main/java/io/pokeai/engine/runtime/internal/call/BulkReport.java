package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ObservedCall;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import java.util.List;
import java.util.Optional;

/**
 * Reports a batch of a bulk request: the pictures that were answered are one call together, each one that was not is a call.
 *
 * @param asked when the batch asked for a thread, of {@link System#nanoTime}
 * @param queueNanos until it got one
 */
record BulkReport(Observers observers, ModelLease lease, long asked, long queueNanos) {
    /** @param results for each picture of the batch, by this model */
    <T> void of(List<Result<T>> results) {
        int answered = 0;
        long preprocessNanos = 0;
        long inferNanos = 0;
        for (Result<T> result : results) {
            if (result instanceof Result.Classified<T> classified) {
                Prediction.Timing timing = classified.prediction().timing();
                answered++;
                preprocessNanos += timing.preprocessNanos();
                inferNanos = timing.inferNanos();
            } else if (result instanceof Result.Failed<T> failed) {
                report(1, 0, 0, Optional.of(failed.error().code()));
            }
        }
        if (answered > 0) {
            report(answered, preprocessNanos, inferNanos, Optional.empty());
            observers.inferred(lease, answered, inferNanos);
        }
    }

    private void report(int pictures, long preprocessNanos, long inferNanos, Optional<ErrorCode> error) {
        observers.called(new ObservedCall(
                lease.spec().name(),
                Optional.of(lease.spec().version()),
                pictures,
                System.nanoTime() - asked,
                queueNanos,
                preprocessNanos,
                inferNanos,
                error));
    }
}
