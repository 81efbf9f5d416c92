package io.pokeai.engine.spi;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One opened model.
 *
 * <p><b>Threads</b> {@link #infer} is called by many threads at once. {@link #close} does not wait for running calls: the
 * engine closes a classifier after its last call has returned.
 */
@ConsumerType
public interface Classifier extends AutoCloseable {
    /** What was opened and what really runs it. */
    ClassifierInfo info();

    /**
     * Scores a batch.
     *
     * @param batch {@code [n, 3, h, w]}, 1 ≤ n ≤ {@link ClassifierInfo#maxBatch()}; borrowed, not to be kept
     * @return {@code [n, classes]}: row i does not depend on the other pictures of the batch
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} for a shape that the model does not take, with
     *     both shapes in the message; {@code UNAVAILABLE} after {@link #close}
     */
    Scores infer(ImageTensor batch);

    /** Frees everything native. May be called several times; the second call and all later ones do nothing. */
    @Override
    void close();
}
