package io.pokeai.aug.jobs.internal.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.aug.jobs.JobFault;
import io.pokeai.aug.jobs.JobModel;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobProgress;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.aug.jobs.JobTransitions;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A job, in memory and on the disk alike: every change is a line of its journal first.
 *
 * <p><b>Threads</b> safe. Its state is what the journal says, so that a process that is killed between two lines leaves a legal one.
 */
public final class StoredJob {
    private final long number;
    private final JobFolder folder;
    private final OrderFile order;
    private final JobJournal journal;
    private final Duration ttl;
    private final DiskReserve reserve;
    private final Supplier<Instant> clock;

    /** Cells that were told. */
    @GuardedBy("this")
    private final Set<String> cells;

    /** Sentences that were told once. */
    @GuardedBy("this")
    private final Set<String> notes = new HashSet<>();

    private volatile int setbacks;
    private volatile JobRecord record;
    private volatile boolean deleted;

    StoredJob(
            long number,
            JobFolder folder,
            OrderFile order,
            JobJournal journal,
            JobRecord record,
            Set<String> cells,
            Duration ttl,
            DiskReserve reserve,
            Supplier<Instant> clock) {
        this.number = number;
        this.folder = folder;
        this.order = order;
        this.journal = journal;
        this.record = record;
        this.cells = new HashSet<>(cells);
        this.ttl = ttl;
        this.reserve = reserve;
        this.clock = clock;
    }

    /** Counts up with every job. */
    public long number() {
        return number;
    }

    /** Where its things are. */
    public JobFolder folder() {
        return folder;
    }

    /** What it is to do. */
    public JobOrder order() {
        return order.read();
    }

    /** What has happened. */
    public JobJournal journal() {
        return journal;
    }

    /** Where it is. */
    public JobStatus status() {
        return record.status();
    }

    /** Why it is paused. */
    public Optional<PauseCause> cause() {
        return record.cause();
    }

    /** What its caller gave to find it again. */
    public Optional<String> key() {
        return record.key();
    }

    /** Whether its folder is deleted. */
    public boolean isDeleted() {
        return deleted;
    }

    /**
     * The job goes to another state.
     *
     * @param reason for people
     * @throws EngineException {@code CONFLICT} when the table of transitions does not have that; {@code UNAVAILABLE} when the journal
     *     cannot be written, and nothing has changed
     */
    @CanIgnoreReturnValue
    public synchronized JobStatus move(JobState to, Optional<String> reason, Optional<PauseCause> cause) {
        JobState from = status().state();
        JobTransitions.require(status().id(), from, to);
        Instant at = clock.get();
        append(EventJson.state(at, from, to, reason, cause));
        setbacks += cause.filter(PauseCause.BACKEND::equals).isPresent() ? 1 : 0;
        return keep(to.isEnd() ? ended(to, at) : record.withState(to, at, reason, cause));
    }

    /** As {@link #move(JobState, Optional, Optional)}, without a reason. */
    @CanIgnoreReturnValue
    public JobStatus move(JobState to) {
        return move(to, Optional.empty(), Optional.empty());
    }

    /**
     * The state follows another one, if the job is still there.
     *
     * @return whether it was
     */
    public synchronized boolean moveFrom(JobState from, JobState to) {
        if (status().state() != from) {
            return false;
        }
        move(to);
        return true;
    }

    /** Somebody wants that a job which something else has paused stays so. */
    public synchronized JobStatus pausedOnRequest() {
        if (status().state() == JobState.PAUSED && !cause().equals(Optional.of(PauseCause.REQUEST))) {
            append(EventJson.cause(clock.get(), PauseCause.REQUEST));
            return keep(record.withCause(PauseCause.REQUEST));
        }
        return status();
    }

    /** How often a back end was missing since the job got on. */
    public int setbacks() {
        return setbacks;
    }

    /** The job has done its work. */
    public synchronized void succeed(JobResult result) {
        Instant at = clock.get();
        JobState from = status().state();
        JobTransitions.require(status().id(), from, JobState.SUCCEEDED);
        append(EventJson.succeeded(at, from, result));
        keep(ended(JobState.SUCCEEDED, at).withOutcome(Optional.of(result), Optional.empty()));
    }

    /** The job cannot do its work. */
    public synchronized void fail(JobFault fault) {
        Instant at = clock.get();
        JobState from = status().state();
        JobTransitions.require(status().id(), from, JobState.FAILED);
        append(EventJson.failed(at, from, fault));
        keep(ended(JobState.FAILED, at).withOutcome(Optional.empty(), Optional.of(fault)));
    }

    private JobRecord ended(JobState to, Instant at) {
        JobRecord end = record.withState(to, at, Optional.empty(), Optional.empty());
        return end.withRetention(
                end.status().pinned(), expires(end.status(), end.status().pinned()));
    }

    /** Its models are pinned: their content does not change any more. */
    public synchronized void pinned(List<JobModel> models) {
        append(EventJson.pinnedModels(clock.get(), models));
        record = record.withModels(models);
    }

    /** Something that people should know. */
    public synchronized void note(String sentence) {
        append(EventJson.note(clock.get(), sentence));
    }

    /** As {@link #note}; the same sentence is told once in a turn of the process. */
    public synchronized void noteOnce(String sentence) {
        if (notes.add(sentence)) {
            note(sentence);
        }
    }

    /** Cells are finished. One that was told already is not told again. */
    public synchronized void finished(List<FinishedCell> finished) {
        for (FinishedCell cell : finished) {
            if (cells.add(EventReplay.cell(cell.model(), cell.augmentation(), cell.severity()))) {
                append(EventJson.cell(clock.get(), cell));
            }
        }
    }

    /** Sequences are finished; as {@link #finished}. */
    public synchronized void finishedSequences(List<FinishedSequence> finished) {
        for (FinishedSequence one : finished) {
            if (cells.add(EventReplay.cell(one.model(), one.sequence(), one.level()))) {
                append(EventJson.sequence(clock.get(), one));
            }
        }
    }

    /** It has come this far. */
    public synchronized void progress(JobProgress progress) {
        append(EventJson.progress(clock.get(), progress));
        record = record.withProgress(progress);
        setbacks = 0;
    }

    /** It is kept for ever, or no longer. */
    @CanIgnoreReturnValue
    public synchronized JobStatus pin(boolean pinned) {
        if (status().expired()) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "Job '" + status().id() + "' has expired: its files are deleted.",
                    "Order it again; only its receipt is left.");
        }
        // The journal of a job at its end is complete.
        if (!status().state().isEnd()) {
            append(EventJson.pinned(clock.get(), pinned));
        }
        return keep(record.withRetention(pinned, expires(status(), pinned)));
    }

    /** The process ended between the last line and the status: both say the same again. */
    synchronized void restated() {
        keep(record.withRetention(status().pinned(), expires(status(), status().pinned())));
    }

    private Optional<Instant> expires(JobStatus job, boolean pinned) {
        return pinned
                ? Optional.empty()
                : job.ended().map(end -> end.plus(order().retention().ttl().orElse(ttl)));
    }

    /** Its files are deleted. */
    synchronized void expired() {
        keep(record.asExpired());
        journal.wake();
    }

    /**
     * Its folder gets another name, and nothing is written into it any more.
     *
     * @throws EngineException {@code CONFLICT} unless it is at its end
     */
    synchronized void delete(Path gone) throws IOException {
        if (!status().state().isEnd()) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "Job '" + status().id() + "' is " + status().state() + ", and only a job at its end is deleted.",
                    "Cancel it first.");
        }
        if (!deleted) {
            Files.move(folder.path(), gone, StandardCopyOption.ATOMIC_MOVE);
            deleted = true;
            journal.wake();
        }
    }

    /** What it has made. */
    public JobFiles files() {
        return new JobFiles(folder);
    }

    private synchronized void append(String line) {
        if (deleted) {
            throw new EngineException(ErrorCode.CONFLICT, "Job '" + status().id() + "' is deleted.", "");
        }
        long id = reserve.append(journal, line);
        record = record.withEvent(id);
    }

    private synchronized JobStatus keep(JobRecord next) {
        try {
            if (!deleted) {
                StatusFile.write(folder.status(), next);
            }
        } catch (IOException e) {
            System.getLogger(StoredJob.class.getName())
                    .log(System.Logger.Level.DEBUG, "the journal alone has the state of " + folder.path() + ": " + e);
        }
        // Last: whoever sees the end of a job may delete its folder.
        record = next;
        return next.status();
    }

    @Override
    public String toString() {
        return status().id() + " " + status().state();
    }
}
