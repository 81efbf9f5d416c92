package io.pokeai.aug.jobs.local;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobCounts;
import io.pokeai.aug.jobs.JobData;
import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobEstimate;
import io.pokeai.aug.jobs.JobFilter;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobPage;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.Submission;
import io.pokeai.aug.jobs.internal.run.JobRunner;
import io.pokeai.aug.jobs.internal.run.JobWork;
import io.pokeai.aug.jobs.internal.run.OrderCheck;
import io.pokeai.aug.jobs.internal.run.WorkEstimate;
import io.pokeai.aug.jobs.internal.store.JobStore;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The jobs of this process, below one folder. <b>Threads</b> safe. */
final class LocalJobService implements JobService {
    private final JobStore store;
    private final JobRunner runner;
    private final OrderCheck check;
    private final WorkEstimate estimates;

    /** A probe takes threads of the engine, so there is one at a time. */
    private final Semaphore probe = new Semaphore(1);

    private LocalJobService(JobStore store, JobRunner runner, OrderCheck check, WorkEstimate estimates) {
        this.store = store;
        this.runner = runner;
        this.check = check;
        this.estimates = estimates;
    }

    /**
     * As {@link LocalJobs#open}.
     *
     * @param work what a job does
     * @param clock for the times that are shown, and for the expiry of jobs
     * @param patience how often it is looked whether a back end is back that a job waits for
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the service closes them
    static JobService open(
            JobSettings settings, JobEngine engine, JobWork work, Supplier<Instant> clock, Duration patience) {
        JobStore store = JobStore.open(settings, clock);
        boolean open = false;
        try {
            JobRunner runner = JobRunner.start(store, work, patience);
            open = true;
            return new LocalJobService(
                    store, runner, new OrderCheck(settings, engine), new WorkEstimate(settings, engine));
        } finally {
            if (!open) {
                store.close();
            }
        }
    }

    @Override
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

    @Override
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

    @Override
    public Optional<Job> find(String id) {
        return store.find(id).map(this::job);
    }

    @Override
    public JobPage list(JobFilter filter, Optional<String> pageToken, int most) {
        if (most < 1 || most > MAX_PAGE) {
            throw EngineException.invalidArgument(
                    "A page of " + most + " jobs was asked for.", "Use 1 to " + MAX_PAGE + ".");
        }
        List<StoredJob> found = store.newestBefore(
                        pageToken.map(LocalJobService::number).orElse(Long.MAX_VALUE))
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

    @Override
    public JobCounts counts() {
        Map<JobState, Integer> jobs = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            jobs.put(state, store.count(state));
        }
        return new JobCounts(jobs, store.settings().mostQueued(), store.weight());
    }

    @Override
    public Set<String> uploadsInUse() {
        return store.oldest()
                .filter(job -> !job.status().state().isEnd())
                .flatMap(job -> job.order().data().upload().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public Map<String, Instant> uploadsToGo(Instant since) {
        Map<String, Instant> ends = new HashMap<>();
        store.oldest()
                .filter(job -> job.status().ended().filter(since::isBefore).isPresent())
                .forEach(job -> upload(job)
                        .filter(data -> !data.keepUpload())
                        .flatMap(JobData::upload)
                        .ifPresent(id -> ends.merge(id, job.status().ended().orElseThrow(), LocalJobService::later)));
        return ends;
    }

    /** Empty when the order cannot be read: then nothing is deleted because of it. */
    private static Optional<JobData> upload(StoredJob job) {
        try {
            return Optional.of(job.order().data());
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Job job(StoredJob stored) {
        return new LocalJob(stored, store, runner);
    }

    @Override
    public void close() {
        runner.close();
        store.close();
    }
}
