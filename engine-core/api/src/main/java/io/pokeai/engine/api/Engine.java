package io.pokeai.engine.api;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Classifies pictures with the models of an artifacts folder.
 *
 * <p><b>Threads</b> safe; every method may be called by many threads.<br>
 * <b>Ownership</b> whoever opened the engine closes it. An engine obtained as an OSGi service is closed by its bundle.<br>
 * <b>Errors</b> every method throws {@link EngineException}; the code says which kind. {@code null} is refused with
 * {@code INVALID_ARGUMENT} and the name of the parameter.<br>
 * <b>Interrupts</b> a call of an interrupted thread, and one that is interrupted while it waits, fails with {@code CANCELLED};
 * the thread's flag stays set, and nobody else is disturbed: a model that is opening goes on opening, and the others of a batch
 * are answered. Native code is not interrupted; what it gives is returned.
 */
@ProviderType
public interface Engine extends AutoCloseable {
    /** Classifies a picture file. */
    default Prediction classify(String model, Path picture) {
        return classify(Request.of(model, picture));
    }

    /** Classifies a picture, whatever it comes as, with what its caller has added. */
    Prediction classify(Request request);

    /**
     * Classifies many pictures on all cores of the budget, with bounded memory: a result for each picture and model, in the
     * order of the pictures and, for each picture, of the models; errors as results.
     *
     * <p>The stream is lazy and must be closed (it holds leases on the models); use it in try-with-resources. When the source
     * of the pictures throws, the pictures before are answered, and then the stream throws the same.
     */
    <T> Stream<Result<T>> classifyAll(BulkRequest<T> request);

    /**
     * Writes a certificate for what a model answers now, in place of the one that it may have, which is not asked: this is
     * how weights are replaced on purpose. It lies beside the model, as {@code <model>.cert.json}.
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
     * {@link EngineSettings#drainDeadline} (30 s unless {@link EngineSettings#withDrainDeadline} says otherwise); what still
     * hangs then is left to its threads. An interrupt does not shorten it: a native library that is torn down under a running
     * call takes the process with it.
     *
     * <p>An engine that others have opened with equal settings stays open for them, and this returns at once.
     */
    @Override
    void close();
}
