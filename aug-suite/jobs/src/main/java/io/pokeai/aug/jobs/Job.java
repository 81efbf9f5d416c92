package io.pokeai.aug.jobs;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.jobs.internal.run.JobRunner;
import io.pokeai.aug.jobs.internal.store.JobStore;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One job, and what may be done with it.
 *
 * <p><b>Threads</b> safe; every call is about the job as it is then.<br>
 * <b>Errors</b> {@code CONFLICT} for what its state does not allow ({@link JobTransitions}), and for a job that is deleted.
 */
public final class Job {
    private final StoredJob stored;
    private final JobStore store;
    private final JobRunner runner;

    Job(StoredJob stored, JobStore store, JobRunner runner) {
        this.stored = stored;
        this.store = store;
        this.runner = runner;
    }

    /** As lists and URLs name it. */
    public String id() {
        return stored.status().id();
    }

    /** Where it is now. */
    public JobStatus status() {
        return stored.status();
    }

    /** What it is to do. */
    public JobOrder order() {
        return stored.order();
    }

    /**
     * Pauses it: at once if it waits, within one batch if it runs ({@code PAUSING} until then). It stays paused, over a restart too,
     * until it is resumed. A job that is paused already stays so.
     *
     * @throws EngineException {@code CONFLICT} for a job that is cancelling, or at its end
     */
    @CanIgnoreReturnValue
    public JobStatus pause() {
        return runner.pause(stored);
    }

    /**
     * Lets it go on when it is its turn, from where it was. A job that waits or runs already does so.
     *
     * @throws EngineException {@code CONFLICT} for a job that is pausing or cancelling, or at its end
     */
    @CanIgnoreReturnValue
    public JobStatus resume() {
        return runner.resume(stored);
    }

    /**
     * Ends it: at once if it waits or is paused, within one batch if it runs ({@code CANCELLING} until then). A job that finishes its
     * work meanwhile succeeds. One that is cancelled already stays so.
     *
     * @throws EngineException {@code CONFLICT} for a job that has succeeded or failed
     */
    @CanIgnoreReturnValue
    public JobStatus cancel() {
        return runner.cancel(stored);
    }

    /**
     * Deletes it with all that it has made; nothing is left of it.
     *
     * @throws EngineException {@code CONFLICT} unless it is at its end; {@code UNAVAILABLE} when its folder cannot be deleted
     */
    public void delete() {
        store.delete(stored);
    }

    /**
     * Keeps its files for ever, or no longer.
     *
     * @throws EngineException {@code CONFLICT} for a job that has expired
     */
    @CanIgnoreReturnValue
    public JobStatus pin(boolean pinned) {
        return stored.pin(pinned);
    }

    /**
     * What has happened to it.
     *
     * @param after id of the last event that is not wanted; 0 for all
     * @throws EngineException {@code INVALID_ARGUMENT} for an id that it has not come to
     */
    @MustBeClosed
    public JobEvents events(long after) {
        long last = status().lastEvent();
        if (after < 0 || after > last) {
            throw EngineException.invalidArgument(
                    "Job '" + id() + "' has no event " + after + ".", "Use 0 to " + last + ".");
        }
        return new JobEvents(stored, after);
    }

    /** The files that it has made, in the order of their paths; none before its end. Of one that has expired, its receipt alone. */
    public List<Artefact> artefacts() {
        return status().state().isEnd() ? stored.files().listed() : List.of();
    }

    /**
     * Where one of these files is.
     *
     * @param path exactly as {@link #artefacts} has it
     * @return empty for anything else
     */
    public Optional<Path> artefact(String path) {
        return status().state().isEnd() ? stored.files().find(path, status().expired()) : Optional.empty();
    }

    /** Such as {@code 00000007-5f0c32a1 RUNNING}. */
    @Override
    public String toString() {
        return stored.toString();
    }
}
