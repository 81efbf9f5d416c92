package io.pokeai.service.spi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the Open Inference Protocol, version 2, means, whatever it is spoken over. What it leaves open is decided in docs/oip.md.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Errors</b> {@link CallFailure} and the engine's exceptions; a servlet lets them pass.
 */
@ProviderType
public interface OpenInference {
    /** Whether the service takes requests and has opened its models. */
    boolean isReady();

    /**
     * Whether a model answers now.
     *
     * @param version the content hash or at least 8 digits of it
     * @throws RuntimeException {@code MODEL_NOT_FOUND} when there is no such model, or the version does not answer
     */
    boolean isReady(String model, Optional<String> version);

    /** Name, version and extensions of the service. */
    ServiceMetadata service();

    /**
     * The tensors of a model.
     *
     * @throws RuntimeException {@code MODEL_NOT_FOUND} when there is no such model, or the version does not answer
     */
    ModelMetadata model(String model, Optional<String> version);

    /** All models that are known, by name. */
    List<IndexedModel> index();

    /**
     * The body of a request that takes no place among the calls in flight, and therefore has to come at once.
     *
     * @throws IOException when the client has gone; a read fails with 408 when the body comes too slowly
     */
    InputStream body(HttpServletRequest request) throws IOException;

    /**
     * Begins a call for inference, which has a place among those in flight until it is closed.
     *
     * @param request whose body and headers are the call's
     * @throws CallFailure 429 when there is no place
     */
    InferenceCall begin(HttpServletRequest request);
}
