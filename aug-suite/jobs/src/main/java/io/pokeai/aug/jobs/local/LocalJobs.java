package io.pokeai.aug.jobs.local;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.jobs.internal.run.PlannedWork;
import java.time.Duration;
import java.time.Instant;

/** Opens the jobs of a folder. */
public final class LocalJobs {
    /** How often it is looked whether a back end is back that a job waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private LocalJobs() {}

    /**
     * Opens the jobs of a root, and lets those go on that an earlier process has left.
     *
     * <p><b>Ownership</b> the caller closes it, before it closes the engine.
     *
     * @throws io.pokeai.engine.api.EngineException {@code CONFLICT} while another process has the root; {@code UNAVAILABLE} when it
     *     cannot be used
     */
    @MustBeClosed
    public static JobService open(JobSettings settings, JobEngine engine) {
        return LocalJobService.open(settings, engine, new PlannedWork(settings, engine), Instant::now, PATIENCE);
    }
}
