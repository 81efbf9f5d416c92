package io.pokeai.engine.api;

import java.util.Optional;

/**
 * One call that has ended: a picture, a tensor, or a batch of a bulk request. A picture of a bulk request that cannot be read is
 * reported as a failed call of its own.
 *
 * <p>Only calls for a name that the engine knows are reported, so that callers cannot invent names.
 *
 * @param model the name
 * @param version content hash of the files that answered; empty when the call failed before it had a model
 * @param pictures that were answered or asked about, at least 1
 * @param totalNanos from the begin of the call to its end, all waiting included; never negative
 * @param queueNanos waiting for a thread of the budget and for its batch
 * @param preprocessNanos reading, decoding, geometry and normalisation
 * @param inferNanos the model; of a batch with other calls, the whole batch
 * @param error why there is no answer
 */
public record ObservedCall(
        String model,
        Optional<String> version,
        int pictures,
        long totalNanos,
        long queueNanos,
        long preprocessNanos,
        long inferNanos,
        Optional<ErrorCode> error) {
    public ObservedCall {
        EngineException.required(model, "model");
        EngineException.required(version, "version");
        EngineException.required(error, "error");
    }
}
