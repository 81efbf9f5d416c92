package io.pokeai.service.internal.web;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.TensorRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * What a request says of its caller in headers: {@value #KEY} and {@value #DEADLINE}.
 *
 * @param caller as {@link Request#caller}
 * @param deadline as {@link Request#deadline}
 */
public record CallTerms(Optional<String> caller, Optional<Duration> deadline) {
    /** Who asks: while a model has a canary, the same key gets the same version. */
    static final String KEY = "PokeAI-Caller-Key";

    /** How long the call may wait, in milliseconds. */
    static final String DEADLINE = "PokeAI-Deadline-Ms";

    /** As the headers say. */
    public static CallTerms of(HttpServletRequest request) {
        Optional<String> caller = EngineException.inField(
                KEY, () -> Optional.ofNullable(request.getHeader(KEY)).map(Request::requireCaller));
        return new CallTerms(
                caller, Optional.ofNullable(request.getHeader(DEADLINE)).map(CallTerms::millis));
    }

    private static Duration millis(String text) {
        try {
            Duration deadline = Duration.ofMillis(Long.parseLong(text.strip()));
            return EngineException.inField(DEADLINE, () -> Serving.requireDeadline(deadline));
        } catch (NumberFormatException e) {
            throw HttpFailure.badRequest(
                            "The header " + DEADLINE + " is not a whole number.", "Give milliseconds, such as 200.")
                    .ofField(DEADLINE);
        }
    }

    /** The same, with a deadline unless there is one. */
    public CallTerms orWithin(Optional<Duration> other) {
        return deadline.isPresent() ? this : new CallTerms(caller, other);
    }

    /** The same, as another caller. */
    public CallTerms as(String key) {
        return new CallTerms(Optional.of(key), deadline);
    }

    /** The request on these terms. */
    public Request on(Request request) {
        Request known = caller.map(request::forCaller).orElse(request);
        return deadline.map(known::within).orElse(known);
    }

    /** The request on these terms. */
    public TensorRequest on(TensorRequest request) {
        TensorRequest known = caller.map(request::forCaller).orElse(request);
        return deadline.map(known::within).orElse(known);
    }

    /** The request on these terms. */
    public <T> BulkRequest<T> on(BulkRequest<T> request) {
        BulkRequest<T> known = caller.map(request::forCaller).orElse(request);
        return deadline.map(known::within).orElse(known);
    }
}
