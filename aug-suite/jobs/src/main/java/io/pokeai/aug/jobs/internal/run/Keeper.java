package io.pokeai.aug.jobs.internal.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.internal.store.JobStore;
import io.pokeai.aug.jobs.internal.store.PauseCause;
import io.pokeai.aug.jobs.internal.store.Retention;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks from time to time: which jobs expire, and whether a back end is back that a job waits for.
 *
 * <p><b>Threads</b> one of its own.
 */
final class Keeper implements AutoCloseable {
    private static final long IDLE_MILLIS = Duration.ofMinutes(1).toMillis();

    /** While a job waits for a back end. */
    private static final long WAITING_MILLIS = Duration.ofSeconds(2).toMillis();

    private final JobStore store;
    private final JobWork work;
    private final JobRunner runner;
    private final Thread thread;

    @GuardedBy("this")
    private boolean wanted;

    @GuardedBy("this")
    private boolean closed;

    Keeper(JobStore store, JobWork work, JobRunner runner) {
        this.store = store;
        this.work = work;
        this.runner = runner;
        this.thread = new Thread(this::keep, "pokeai-jobs-keeper");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Looks now. */
    synchronized void look() {
        wanted = true;
        notifyAll();
    }

    private void keep() {
        try {
            do {
                once();
            } while (awaitNext());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that but a process that ends
        }
    }

    private synchronized boolean awaitNext() throws InterruptedException {
        long millis = waiting().isEmpty() ? IDLE_MILLIS : WAITING_MILLIS;
        long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (!closed && !wanted) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        wanted = false;
        return !closed;
    }

    private void once() {
        try {
            new Retention(store).sweep();
            runner.recover();
            runner.wake();
            waiting().stream().filter(this::isPossible).forEach(runner::resume);
        } catch (RuntimeException e) { // the next look may do better
            System.getLogger(Keeper.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "The jobs of " + store.settings().root() + ": " + e);
        }
    }

    private boolean isPossible(StoredJob job) {
        try {
            return work.isPossible(job);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private List<StoredJob> waiting() {
        return store.oldest()
                .filter(job ->
                        job.status().state() == JobState.PAUSED && job.cause().equals(Optional.of(PauseCause.BACKEND)))
                .toList();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
