package io.pokeai.engine.api;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Classifies pictures with the models of an artifacts folder.
 *
 * <p><b>Threads</b> safe; every method may be called by many threads.<br>
 * <b>Ownership</b> the code that opened the engine closes it. An engine obtained as an OSGi service is closed by its
 * bundle.<br>
 * <b>Errors</b> every method throws {@link EngineException}; the code says which kind. {@code null} is refused with
 * {@code INVALID_ARGUMENT} and the name of the parameter.<br>
 * <b>Interrupts</b> a call whose thread is interrupted, before the call or while it waits, fails with {@code CANCELLED}; the
 * thread's flag stays set. Other calls are not affected: a model that is opening goes on opening, and the other calls of a
 * batch are answered. Native code is not interrupted; its result is returned.
 */
@ProviderType
public interface Engine extends AutoCloseable {
    /** Classifies a picture file. */
    default Prediction classify(String model, Path picture) {
        return classify(Request.of(model, picture));
    }

    /** Answers a request about one picture: a file, bytes, a stream or pixels. */
    Prediction classify(Request request);

    /**
     * Classifies many pictures on all cores of the budget, with bounded memory: a result for each picture and model, in the
     * order of the pictures and, for each picture, of the models; errors as results.
     *
     * <p>The stream is lazy and must be closed (it holds leases on the models); use it in try-with-resources. When the source
     * of the pictures throws, the pictures before are answered, and then the stream throws the same exception.
     */
    <T> Stream<Result<T>> classifyAll(BulkRequest<T> request);

    /**
     * Asks a model about pictures that the caller has decoded and normalised. The call is admitted, waits for a thread and is
     * batched as one of {@link #classify(Request)}; a tensor of several pictures is inferred by itself, in as many batches as the
     * model needs.
     *
     * @throws EngineException as {@link #classify(Request)}, and what the source throws
     */
    TensorAnswer infer(TensorRequest request);

    /**
     * Tells an observer of all calls, inferences and changes of this engine, also those of others that have opened it with equal
     * settings, until the observation is closed.
     */
    Observation observe(CallObserver observer);

    /**
     * Writes a certificate for what a model answers now, and replaces an existing one. The model need not meet the existing
     * one, so that weights can be replaced on purpose. The certificate lies beside the model, as {@code <model>.cert.json}.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when no picture can be read; else as {@link ModelRegistry#lease}
     */
    Certificate.Written certify(CertificateRequest request);

    /** The models. */
    ModelRegistry models();

    /** Swaps, canaries, shadows, roll-backs. */
    ModelControl control();

    /** Preprocessing alone. */
    Imaging imaging();

    /**
     * Stops accepting calls, waits for the running ones and closes all models. It takes as long as these calls do, and at most
     * {@link EngineSettings#drainDeadline} (30 s unless {@link EngineSettings#withDrainDeadline} says otherwise); calls that
     * still run then are left to their threads. An interrupt does not shorten the wait: a native library that is unloaded under
     * a running call crashes the process.
     *
     * <p>An engine that others have opened with equal settings stays open for them, and this returns at once.
     */
    @Override
    void close();
}
