package io.pokeai.service.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An inference request.
 *
 * @param version the content hash or at least 8 digits of it; empty for what answers now
 * @param inputs as they were sent
 * @param outputs which are wanted; empty for all of them
 * @param parameters values are {@link Boolean}, {@link Long}, {@link Double} or {@link String}; those that the protocol does not know
 *     are passed over
 */
public record InferenceQuestion(
        String model,
        Optional<String> version,
        List<TensorInput> inputs,
        List<WantedTensor> outputs,
        Map<String, Object> parameters) {
    public InferenceQuestion {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        parameters = Map.copyOf(parameters);
    }

    /**
     * An output that is wanted.
     *
     * @param parameters as those of the request
     */
    public record WantedTensor(String name, Map<String, Object> parameters) {
        public WantedTensor {
            parameters = Map.copyOf(parameters);
        }
    }
}
