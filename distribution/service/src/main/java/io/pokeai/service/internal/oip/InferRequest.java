package io.pokeai.service.internal.oip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An inference request as it was sent, before it is held to a model.
 *
 * @param id given back with the answer
 * @param outputs which are wanted; empty for all of them
 * @param binaryOutput whether outputs that say nothing else are binary
 * @param timeout the parameter {@code timeout}, of Triton
 */
record InferRequest(
        Optional<String> id,
        List<InferInput> inputs,
        List<WantedOutput> outputs,
        boolean binaryOutput,
        Optional<Duration> timeout) {
    InferRequest {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * An output that is wanted.
     *
     * @param binary whether it is binary; empty when the request decides
     * @param classes of the classification extension: so many of the best classes instead of all scores; 0 for the scores
     */
    record WantedOutput(String name, Optional<Boolean> binary, int classes) {}
}
