package io.pokeai.aug.jobs.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.jobs.Artefact;
import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEvents;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.aug.jobs.internal.run.JobRunner;
import io.pokeai.aug.jobs.internal.store.JobStore;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A job of this process. <b>Threads</b> safe. */
final class LocalJob implements Job {
    private final StoredJob stored;
    private final JobStore store;
    private final JobRunner runner;

    LocalJob(StoredJob stored, JobStore store, JobRunner runner) {
        this.stored = stored;
        this.store = store;
        this.runner = runner;
    }

    @Override
    public String id() {
        return stored.status().id();
    }

    @Override
    public JobStatus status() {
        return stored.status();
    }

    @Override
    public JobOrder order() {
        return stored.order();
    }

    @Override
    @CanIgnoreReturnValue
    public JobStatus pause() {
        return runner.pause(stored);
    }

    @Override
    @CanIgnoreReturnValue
    public JobStatus resume() {
        return runner.resume(stored);
    }

    @Override
    @CanIgnoreReturnValue
    public JobStatus cancel() {
        return runner.cancel(stored);
    }

    @Override
    public void delete() {
        store.delete(stored);
    }

    @Override
    @CanIgnoreReturnValue
    public JobStatus pin(boolean pinned) {
        return stored.pin(pinned);
    }

    @Override
    @MustBeClosed
    public JobEvents events(long after) {
        long last = status().lastEvent();
        if (after < 0 || after > last) {
            throw EngineException.invalidArgument(
                    "Job '" + id() + "' has no event " + after + ".", "Use 0 to " + last + ".");
        }
        return new LocalJobEvents(stored, after);
    }

    @Override
    public List<Artefact> artefacts() {
        return status().state().isEnd() ? stored.files().listed() : List.of();
    }

    @Override
    public Optional<Path> artefact(String path) {
        return status().state().isEnd() ? stored.files().find(path, status().expired()) : Optional.empty();
    }

    @Override
    public String toString() {
        return stored.toString();
    }
}
