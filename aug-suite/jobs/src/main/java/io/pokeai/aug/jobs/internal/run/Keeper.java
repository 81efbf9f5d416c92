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
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final JobStore store;
    private final JobWork work;
    private final JobRunner runner;
    private final Duration patience;
    private final Thread thread;

    @GuardedBy("this")
    private boolean wanted;

    @GuardedBy("this")
    private boolean closed;

    /** @param patience how often it is looked whether a back end is back */
    Keeper(JobStore store, JobWork work, JobRunner runner, Duration patience) {
        this.store = store;
        this.work = work;
        this.runner = runner;
        this.patience = patience;
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

    /** A job has begun to wait for a back end. */
    synchronized void expect() {
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
        long start = System.nanoTime();
        while (!closed && !wanted) {
            Duration most = waiting().isEmpty() ? IDLE : patience;
            long left = most.minusNanos(System.nanoTime() - start).toMillis();
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
