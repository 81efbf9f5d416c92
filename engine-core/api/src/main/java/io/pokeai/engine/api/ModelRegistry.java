package io.pokeai.engine.api;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The models of an engine, by name.
 *
 * <p>One generation answers for a name; during a canary, a second one answers a part of the callers. Publishing the next one is
 * atomic; a lease that was taken before stays on the generation that it was taken on.
 *
 * <p><b>Threads</b> safe.
 */
@ProviderType
public interface ModelRegistry {
    /**
     * All models, by name. Waits for the first look at the folder, and some seconds for files that have just been written.
     *
     * @throws EngineException {@code DEADLINE_EXCEEDED} when the folder was not read in time, {@code CANCELLED}
     */
    List<ModelStatus> list();

    /**
     * Leases the generation that answers now; opens the model first if it was not used yet.
     *
     * @throws EngineException {@code NO_BACKEND} when no installed back end knows the file, {@code MODEL_NOT_FOUND} for an
     *     unknown name (the message lists the known ones), {@code UNAVAILABLE} while its back end is replaced,
     *     {@code DEADLINE_EXCEEDED} when opening takes too long (it goes on), {@code CANCELLED} for a thread that is
     *     interrupted, or the reason why it could not be opened
     */
    @MustBeClosed
    ModelLease lease(String name);

    /**
     * As {@link #lease(String)}. While the model has a canary, the same key gets the same generation every time.
     *
     * @param key who calls: a user, a camera, a session; 1…{@value Request#MAX_CALLER} characters
     */
    @MustBeClosed
    ModelLease lease(String name, String key);

    /**
     * The one model there is; for callers that name none. Waits as {@link #list}; errors as {@link #lease}, and for none or
     * several models.
     */
    String only();

    /**
     * Opens models and warms them up before they are wanted, without a picture.
     *
     * @param models their names; none for all models
     * @return the status of each, in the order of the names
     * @throws EngineException as {@link #lease}, for the first of them that cannot answer, when all have been tried; the errors
     *     of the others are its suppressed exceptions
     */
    List<ModelStatus> preload(String... models);

    /**
     * The same models with a deadline: each wait of {@link #list}, {@link #lease}, {@link #only} and {@link #preload} ends by
     * then with {@code DEADLINE_EXCEEDED}. An opening that takes longer goes on, for the next caller.
     *
     * @param deadline of each call, from its beginning; more than 0 and at most a day
     * @throws EngineException {@code INVALID_ARGUMENT} for another deadline
     */
    ModelRegistry within(Duration deadline);

    /** Looks at the artifacts folder now instead of at the next change notice. */
    void rescan();

    /**
     * Waits until everything that is known now has been acted upon: files recognised, replaced generations published.
     *
     * @return false if the time ran out
     */
    boolean awaitSettled(Duration atMost) throws InterruptedException;
}
