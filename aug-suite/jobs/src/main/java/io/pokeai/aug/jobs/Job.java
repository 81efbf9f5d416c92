package io.pokeai.aug.jobs;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.MustBeClosed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One job, and what may be done with it.
 *
 * <p><b>Threads</b> safe; every call is about the job as it is then.<br>
 * <b>Errors</b> {@code CONFLICT} for what its state does not allow ({@link JobTransitions}), and for a job that is deleted.
 */
public interface Job {
    /** As lists and URLs name it. */
    String id();

    /** The state and progress of the job at this moment. */
    JobStatus status();

    /** What it is to do. */
    JobOrder order();

    /**
     * Pauses it: at once if it waits, within one batch if it runs ({@code PAUSING} until then). It stays paused, over a restart too,
     * until it is resumed. A job that is paused already stays so.
     *
     * @throws io.pokeai.engine.api.EngineException {@code CONFLICT} for a job that is cancelling, or at its end
     */
    @CanIgnoreReturnValue
    JobStatus pause();

    /**
     * Lets it go on when it is its turn, from where it was. A job that waits or runs already does so.
     *
     * @throws io.pokeai.engine.api.EngineException {@code CONFLICT} for a job that is pausing or cancelling, or at its end
     */
    @CanIgnoreReturnValue
    JobStatus resume();

    /**
     * Ends it: at once if it waits or is paused, within one batch if it runs ({@code CANCELLING} until then). A job that finishes its
     * work meanwhile succeeds. One that is cancelled already stays so.
     *
     * @throws io.pokeai.engine.api.EngineException {@code CONFLICT} for a job that has succeeded or failed
     */
    @CanIgnoreReturnValue
    JobStatus cancel();

    /**
     * Deletes it with all that it has made; nothing is left of it.
     *
     * @throws io.pokeai.engine.api.EngineException {@code CONFLICT} unless it is at its end; {@code UNAVAILABLE} when its folder cannot be deleted
     */
    void delete();

    /**
     * Keeps its files for ever, or no longer.
     *
     * @throws io.pokeai.engine.api.EngineException {@code CONFLICT} for a job that has expired
     */
    @CanIgnoreReturnValue
    JobStatus pin(boolean pinned);

    /**
     * What has happened to it.
     *
     * @param after id of the last event that is not wanted; 0 for all
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} for an id that it has not come to
     */
    @MustBeClosed
    JobEvents events(long after);

    /** The files that it has made, in the order of their paths; none before its end. Of one that has expired, its receipt alone. */
    List<Artefact> artefacts();

    /**
     * Where one of these files is.
     *
     * @param path exactly as {@link #artefacts} has it
     * @return empty for anything else
     */
    Optional<Path> artefact(String path);
}
