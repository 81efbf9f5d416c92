package io.pokeai.aug.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Evaluations and robustness runs as jobs: one runs at a time, the others wait in the order in which they came.
 *
 * <pre>{@code
 * try (JobService jobs = LocalJobs.open(settings, engine)) {
 *     Job job = jobs.submit(JobOrder.read(json), Optional.of("nightly-2026-11-30")).job();
 * }
 * }</pre>
 *
 * <p>Jobs are on the disk. When the service is opened, those that an earlier process has left go on at once: what they have finished
 * is not done again.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Ownership</b> whoever opened it closes it, before the engine is closed.
 */
public interface JobService extends AutoCloseable {
    /** The longest key of a caller, in characters. */
    int MAX_KEY = 256;

    /** The longest page of a list. */
    int MAX_PAGE = 1000;

    /**
     * Makes a job of an order.
     *
     * @param key that finds the job again, 1…{@value #MAX_KEY} characters: the same key and the same order are the same job, as long
     *     as the job is there
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} for an order that cannot be done here: a data set, a corruption or a severity
     *     that is not there; {@code MODEL_NOT_FOUND}; {@code OVERLOADED} when too many jobs wait; {@code UNAVAILABLE} when it cannot
     *     be written down
     */
    Submission submit(JobOrder order, Optional<String> key);

    /**
     * What a job would take; makes none. It asks the models for about five seconds.
     *
     * @param cancelled whether the answer is no longer wanted
     * @throws io.pokeai.engine.api.EngineException as {@link #submit}; {@code OVERLOADED} while another estimate is made; what the models fail with
     * @throws InterruptedException when {@code cancelled} said so
     */
    JobEstimate estimate(JobOrder order, BooleanSupplier cancelled) throws InterruptedException;

    /** A job by its id, also one that has expired. */
    Optional<Job> find(String id);

    /**
     * Jobs, newest first.
     *
     * @param pageToken of the page before; empty for the first one
     * @param most how many, 1…{@value #MAX_PAGE}
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} for a page token that no page gave, and for a
     *     number out of range
     */
    JobPage list(JobFilter filter, Optional<String> pageToken, int most);

    /** How many jobs are in which state. */
    JobCounts counts();

    /** Ids of the uploads that jobs need which are not at their end. */
    Set<String> uploadsInUse();

    /**
     * The uploads that are to go with their jobs: those of jobs that have ended and whose order says so.
     *
     * @param since jobs that ended before are not looked at
     * @return by the id of an upload, when the last one of these jobs has ended; others may need it, see {@link #uploadsInUse}
     */
    Map<String, Instant> uploadsToGo(Instant since);

    /** Stops the job that runs, within one batch; it goes on when the service is opened again. */
    @Override
    void close();
}
