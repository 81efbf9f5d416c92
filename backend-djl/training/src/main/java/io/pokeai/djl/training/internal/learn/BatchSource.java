package io.pokeai.djl.training.internal.learn;

import java.util.Optional;

/**
 * The batches of one epoch, or of one walk over pictures that validate. They are made ahead of who takes them, by threads of
 * their own, and in an order that the seed and the epoch alone decide.
 */
public interface BatchSource extends AutoCloseable {
    /**
     * The next batch; waits until it is made.
     *
     * @return empty after the last one
     * @throws io.pokeai.engine.api.EngineException when a picture cannot be read; {@code CANCELLED} when interrupted
     */
    Optional<TrainingBatch> next();

    /** How many batches there are in all. */
    int batches();

    /** Nanoseconds that callers of {@link #next} have waited so far. */
    long waitedNanos();

    @Override
    void close();
}
