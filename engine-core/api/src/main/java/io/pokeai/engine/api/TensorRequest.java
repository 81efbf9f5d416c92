package io.pokeai.engine.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A question about pictures that are ready for the model; see {@link Engine#infer}.
 *
 * <p><b>Threads</b> immutable.<br>
 * <b>Errors</b> {@code INVALID_ARGUMENT} for {@code null} and for values that are not allowed, with the name of the parameter.
 *
 * @param model name of the model
 * @param tensor the pictures
 * @param caller as {@link Request#caller}
 * @param deadline as {@link Request#deadline}
 */
public record TensorRequest(String model, TensorSource tensor, Optional<String> caller, Optional<Duration> deadline) {
    public TensorRequest {
        EngineException.required(model, "model");
        EngineException.required(tensor, "tensor");
        EngineException.required(caller, "caller").ifPresent(Request::requireCaller);
        EngineException.required(deadline, "deadline").ifPresent(Serving::requireDeadline);
    }

    /** Asks a model about a tensor. */
    public static TensorRequest of(String model, TensorSource tensor) {
        return new TensorRequest(model, tensor, Optional.empty(), Optional.empty());
    }

    /** The same question from a known caller: see {@link Request#caller}. */
    public TensorRequest forCaller(String key) {
        return new TensorRequest(model, tensor, Optional.of(Request.requireCaller(key)), deadline);
    }

    /** The same question with a deadline: see {@link Request#within}. */
    public TensorRequest within(Duration time) {
        return new TensorRequest(model, tensor, caller, Optional.of(EngineException.required(time, "deadline")));
    }
}
