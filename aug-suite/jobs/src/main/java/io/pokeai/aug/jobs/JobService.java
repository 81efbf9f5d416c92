package io.pokeai.aug.jobs;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.jobs.internal.run.JobRunner;
import io.pokeai.aug.jobs.internal.run.JobWork;
import io.pokeai.aug.jobs.internal.run.OrderCheck;
import io.pokeai.aug.jobs.internal.run.PlannedWork;
import io.pokeai.aug.jobs.internal.run.WorkEstimate;
import io.pokeai.aug.jobs.internal.store.JobStore;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Evaluations and robustness runs as jobs: one runs at a time, the others wait in the order in which they came.
 *
 * <pre>{@code
 * try (JobService jobs = JobService.open(settings, engine)) {
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
public final class JobService implements AutoCloseable {
    /** The longest key of a caller, in characters. */
    public static final int MAX_KEY = 256;

    /** The longest page of a list. */
    public static final int MAX_PAGE = 1000;

    /** How often it is looked whether a back end is back that a job waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final JobStore store;
    private final JobRunner runner;
    private final OrderCheck check;
    private final WorkEstimate estimates;

    /** A probe takes threads of the engine, so there is one at a time. */
    private final Semaphore probe = new Semaphore(1);

    private JobService(JobStore store, JobRunner runner, OrderCheck check, WorkEstimate estimates) {
        this.store = store;
        this.runner = runner;
        this.check = check;
        this.estimates = estimates;
    }

    /**
     * Opens the jobs of a root, and lets those go on that an earlier process has left.
     *
     * @throws EngineException {@code CONFLICT} while another process has the root; {@code UNAVAILABLE} when it cannot be used
     */
    @MustBeClosed
    public static JobService open(JobSettings settings, JobEngine engine) {
        return open(settings, engine, new PlannedWork(settings, engine), Instant::now, PATIENCE);
    }

    /** With other work and another clock, for tests. */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the service closes them
    static JobService open(
            JobSettings settings, JobEngine engine, JobWork work, Supplier<Instant> clock, Duration patience) {
        JobStore store = JobStore.open(settings, clock);
        boolean open = false;
        try {
            JobRunner runner = JobRunner.start(store, work, patience);
            open = true;
            return new JobService(store, runner, new OrderCheck(settings, engine), new WorkEstimate(settings, engine));
        } finally {
            if (!open) {
                store.close();
            }
        }
    }

    /**
     * Makes a job of an order.
     *
     * @param key that finds the job again, 1…{@value #MAX_KEY} characters: the same key and the same order are the same job, as long
     *     as the job is there
     * @throws EngineException {@code INVALID_ARGUMENT} for an order that cannot be done here: a data set, a corruption or a severity
     *     that is not there; {@code MODEL_NOT_FOUND}; {@code OVERLOADED} when too many jobs wait; {@code UNAVAILABLE} when it cannot
     *     be written down
     */
    public Submission submit(JobOrder order, Optional<String> key) {
        EngineException.required(order, "order");
        if (key.filter(text -> text.isEmpty() || text.length() > MAX_KEY).isPresent()) {
            throw EngineException.invalidArgument(
                    "The key of an order has " + key.get().length() + " characters.", "Use 1 to " + MAX_KEY + ".");
        }
        Optional<StoredJob> known = key.flatMap(store::findByKey);
        if (known.isPresent()) {
            return attached(known.get(), order);
        }
        check.require(order);
        JobStore.Placed placed = store.place(order, key);
        if (!placed.created()) {
            return attached(placed.job(), order);
        }
        runner.wake();
        return new Submission(job(placed.job()), Submission.Outcome.CREATED);
    }

    private Submission attached(StoredJob job, JobOrder order) {
        boolean same = job.order().text().equals(order.text());
        return new Submission(job(job), same ? Submission.Outcome.ATTACHED : Submission.Outcome.OTHER_ORDER);
    }

    /**
     * What a job would take; makes none. It asks the models for about five seconds.
     *
     * @param cancelled whether the answer is no longer wanted
     * @throws EngineException as {@link #submit}; {@code OVERLOADED} while another estimate is made; what the models fail with
     * @throws InterruptedException when {@code cancelled} said so
     */
    public JobEstimate estimate(JobOrder order, BooleanSupplier cancelled) throws InterruptedException {
        check.require(order);
        if (!probe.tryAcquire()) {
            throw EngineException.overloaded("Another estimate is being made.", WorkEstimate.LONGEST);
        }
        try {
            return estimates.of(order, cancelled);
        } finally {
            probe.release();
        }
    }

    /** A job by its id, also one that has expired. */
    public Optional<Job> find(String id) {
        return store.find(id).map(this::job);
    }

    /**
     * Jobs, newest first.
     *
     * @param pageToken of the page before; empty for the first one
     * @param most how many, 1…{@value #MAX_PAGE}
     * @throws EngineException {@code INVALID_ARGUMENT} for a token that is none, and for another number
     */
    public JobPage list(JobFilter filter, Optional<String> pageToken, int most) {
        if (most < 1 || most > MAX_PAGE) {
            throw EngineException.invalidArgument(
                    "A page of " + most + " jobs was asked for.", "Use 1 to " + MAX_PAGE + ".");
        }
        List<StoredJob> found = store.newestBefore(
                        pageToken.map(JobService::number).orElse(Long.MAX_VALUE))
                .filter(job -> filter.accepts(job.status()))
                .limit(most + 1L)
                .toList();
        List<StoredJob> page = found.subList(0, Math.min(most, found.size()));
        Optional<String> next = found.size() > most
                ? Optional.of(Long.toString(page.get(most - 1).number(), Character.MAX_RADIX))
                : Optional.empty();
        return new JobPage(page.stream().map(StoredJob::status).toList(), next);
    }

    private static long number(String token) {
        try {
            return Long.parseLong(token, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "'" + token + "' is not the token of a page.",
                    "Use 'next' of the page before.",
                    e);
        }
    }

    /** How many jobs are in which state. */
    public JobCounts counts() {
        Map<JobState, Integer> jobs = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            jobs.put(state, store.count(state));
        }
        return new JobCounts(jobs, store.settings().mostQueued(), store.weight());
    }

    /** Ids of the uploads that jobs need which are not at their end. */
    public Set<String> uploadsInUse() {
        return store.oldest()
                .filter(job -> !job.status().state().isEnd())
                .flatMap(job -> job.order().data().upload().stream())
                .collect(Collectors.toSet());
    }

    private Job job(StoredJob stored) {
        return new Job(stored, store, runner);
    }

    /** Stops the job that runs, within one batch; it goes on when the service is opened again. */
    @Override
    public void close() {
        runner.close();
        store.close();
    }
}
