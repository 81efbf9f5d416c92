package io.pokeai.engine.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The right to use one generation of one model: it stays open, and stays the same, until the lease is closed.
 *
 * <p><b>Threads</b> {@link #infer} may be called by many threads; the holder closes the lease when all have returned.<br>
 * <b>Ownership</b> the caller's; use it in try-with-resources. A second close does nothing.
 */
@ProviderType
public interface ModelLease extends AutoCloseable {
    /** What is leased. */
    ModelSpec spec();

    /** Counts up with every opening of this name. */
    long generation();

    /** What computes, such as {@code cpu} or {@code cuda:0}. */
    String device();

    /** The largest batch that one {@link #infer} takes. */
    int maxBatch();

    /** The batch that is fastest for many pictures on this device, 1…{@link #maxBatch()}. */
    int preferredBatch();

    /**
     * @param batch {@code [n, 3, crop, crop]} with n from 1 to {@link #maxBatch()}, normalised as {@link ModelSpec#input}
     * @return {@code [n, classes]}
     * @throws EngineException {@code INVALID_ARGUMENT} for another shape, {@code UNAVAILABLE} after close
     */
    Scores infer(ImageTensor batch);

    /**
     * As {@link #infer(ImageTensor)}, with the names of the pictures, for reports on a shadow.
     *
     * @param names one for each picture, or none
     */
    default Scores infer(ImageTensor batch, List<String> names) {
        return infer(batch);
    }

    @Override
    void close();
}
