package io.pokeai.aug.jobs.internal.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.aug.jobs.JobFault;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.aug.jobs.JobTransitions;
import io.pokeai.aug.jobs.internal.store.JobStore;
import io.pokeai.aug.jobs.internal.store.PauseCause;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.aug.jobs.internal.store.Trees;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the jobs that wait, one after the other, and takes the wishes of people.
 *
 * <p>A wish changes the state at once and tells the work to stop; the thread that works makes the last step when it has. A job's
 * state is changed under the lock of this class or by the thread that works for it.
 *
 * <p><b>Threads</b> safe; one thread works, {@link Keeper} is the other one.<br>
 * <b>Ownership</b> whoever started it closes it.
 */
public final class JobRunner implements AutoCloseable {
    private static final Optional<String> ON_REQUEST = Optional.of("Paused on request.");

    private final JobStore store;
    private final JobWork work;
    private final Thread worker;
    private final Keeper keeper;

    @GuardedBy("this")
    private @Nullable StoredJob current;

    @GuardedBy("this")
    private StopSwitch stop = new StopSwitch();

    /** Whether the disk took no line. */
    @GuardedBy("this")
    private boolean blocked;

    @GuardedBy("this")
    private boolean closed;

    private JobRunner(JobStore store, JobWork work, Duration patience) {
        this.store = store;
        this.work = work;
        this.worker = new Thread(this::serve, "pokeai-jobs");
        this.worker.setDaemon(true);
        this.keeper = new Keeper(store, work, this, patience);
    }

    /**
     * Begins with the oldest job that waits.
     *
     * @param patience how often it is looked whether a back end is back that a job waits for
     */
    public static JobRunner start(JobStore store, JobWork work, Duration patience) {
        JobRunner runner = new JobRunner(store, work, patience);
        runner.worker.start();
        runner.keeper.start();
        return runner;
    }

    /** There may be a job that waits. */
    public synchronized void wake() {
        blocked = false;
        notifyAll();
    }

    private void serve() {
        for (StoredJob job = next(); job != null; job = next()) {
            runOne(job);
        }
    }

    /** The oldest job that waits, when there is one; null when the runner is closed. */
    private synchronized @Nullable StoredJob next() {
        try {
            while (!closed) {
                StoredJob first = blocked ? null : begun();
                if (first != null) {
                    return first;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that but a process that ends
        }
        return null;
    }

    @GuardedBy("this")
    private @Nullable StoredJob begun() {
        Optional<StoredJob> first = store.oldest()
                .filter(job -> job.status().state() == JobState.QUEUED)
                .findFirst();
        if (first.isEmpty()) {
            return null;
        }
        try {
            first.get().move(JobState.PREPARING);
        } catch (EngineException e) {
            // Not even a line can be written; the keeper lets us try again.
            System.getLogger(JobRunner.class.getName()).log(System.Logger.Level.WARNING, "No job can begin: " + e);
            blocked = true;
            return null;
        }
        stop = new StopSwitch();
        current = first.get();
        return first.get();
    }

    private void runOne(StoredJob job) {
        StopSwitch told;
        synchronized (this) {
            told = stop;
        }
        try {
            JobResult result = work.run(job, told);
            job.files().list();
            finish(job, () -> job.succeed(result));
        } catch (InterruptedException e) {
            finish(job, () -> stopped(job));
        } catch (RuntimeException | Error e) {
            EngineException error = EngineException.of(e);
            if (error.code() == ErrorCode.INTERNAL) {
                System.getLogger(JobRunner.class.getName())
                        .log(System.Logger.Level.ERROR, "Job " + job + " has failed.", e);
            }
            Optional<Setback> setback = Setback.of(error);
            finish(job, () -> failed(job, error, setback));
        }
    }

    /** The last step of a turn. When it cannot be written down, the next start makes it of what is written. */
    private void finish(StoredJob job, Runnable step) {
        synchronized (this) {
            current = null;
            try {
                step.run();
            } catch (EngineException e) {
                System.getLogger(JobRunner.class.getName())
                        .log(System.Logger.Level.WARNING, "The end of a turn of job " + job + " is not written: " + e);
            }
        }
        if (job.status().state().isEnd()) {
            Trees.delete(job.folder().inputs());
            store.weigh(job);
            keeper.look();
        } else {
            keeper.expect();
        }
    }

    private void stopped(StoredJob job) {
        switch (job.status().state()) {
            case PAUSING -> job.move(JobState.PAUSED, job.status().reason(), Optional.of(PauseCause.REQUEST));
            case CANCELLING -> cancelled(job);
            default -> job.move(JobState.INTERRUPTED, Optional.of("The service was closed."), Optional.empty());
        }
    }

    private static void cancelled(StoredJob job) {
        list(job);
        job.move(JobState.CANCELLED);
    }

    /** What was made until then; a job ends without the list, too. */
    private static void list(StoredJob job) {
        try {
            job.files().list();
        } catch (EngineException e) {
            System.getLogger(JobRunner.class.getName())
                    .log(System.Logger.Level.WARNING, "The files of job " + job + " are not listed: " + e);
        }
    }

    /** Jobs whose last step could not be written down, because the disk was full: it is tried again. */
    synchronized void recover() {
        StoredJob busy = current;
        List<StoredJob> left = store.oldest()
                .filter(job -> job != busy && job.status().state().isActive())
                .toList();
        for (StoredJob job : left) {
            switch (job.status().state()) {
                case CANCELLING -> cancelled(job);
                case PAUSING -> job.move(JobState.PAUSED, ON_REQUEST, Optional.of(PauseCause.REQUEST));
                default ->
                    job.move(
                            JobState.PAUSED,
                            Optional.of("The disk was full. Resume the job when there is space."),
                            Optional.of(PauseCause.DISK));
            }
        }
    }

    private void failed(StoredJob job, EngineException error, Optional<Setback> setback) {
        JobState state = job.status().state();
        if (state == JobState.CANCELLING) {
            cancelled(job);
        } else if (setback.isPresent() && setback.get().isHopeful(job)) {
            job.move(
                    JobState.PAUSED,
                    Optional.of(setback.get().reason()),
                    Optional.of(setback.get().cause()));
        } else {
            list(job);
            job.fail(JobFault.of(error));
        }
    }

    /** As {@link io.pokeai.aug.jobs.Job#pause}. */
    public synchronized JobStatus pause(StoredJob job) {
        return switch (job.status().state()) {
            case PAUSING -> job.status();
            // A job that a back end has paused stays paused when that is back: somebody wants it so.
            case PAUSED -> job.pausedOnRequest();
            case QUEUED -> job.move(JobState.PAUSED, ON_REQUEST, Optional.of(PauseCause.REQUEST));
            default -> told(job, JobState.PAUSING);
        };
    }

    /** As {@link io.pokeai.aug.jobs.Job#resume}. */
    public synchronized JobStatus resume(StoredJob job) {
        JobStatus status = job.status();
        if (status.state() == JobState.PAUSED) {
            status = job.move(JobState.QUEUED);
            wake();
        } else if (status.state() == JobState.PAUSING
                || status.state() == JobState.CANCELLING
                || status.state().isEnd()) {
            JobTransitions.require(status.id(), status.state(), JobState.QUEUED);
        }
        return status;
    }

    /** As {@link io.pokeai.aug.jobs.Job#cancel}. */
    public synchronized JobStatus cancel(StoredJob job) {
        return switch (job.status().state()) {
            case CANCELLING, CANCELLED -> job.status();
            case QUEUED, PAUSED -> {
                cancelled(job);
                Trees.delete(job.folder().inputs());
                store.weigh(job);
                yield job.status();
            }
            default -> told(job, JobState.CANCELLING);
        };
    }

    @GuardedBy("this")
    private JobStatus told(StoredJob job, JobState state) {
        JobStatus status = job.move(state, state == JobState.PAUSING ? ON_REQUEST : Optional.empty(), Optional.empty());
        if (job == current) {
            stop.tell();
        }
        return status;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            stop.tell();
            notifyAll();
        }
        keeper.close();
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true; // the models that it has open are closed first
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
