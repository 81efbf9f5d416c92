package io.pokeai.engine.runtime.internal.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes all threads of an engine: named by purpose, daemons, gone when idle. */
public final class EngineThreads {
    private static final long IDLE_SECONDS = 5;

    private EngineThreads() {}

    /** As many workers as the thread budget; decoding and inference of all models share them. */
    public static ThreadPoolExecutor workers(int budget) {
        return idling(new ThreadPoolExecutor(
                budget, budget, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("worker")));
    }

    /**
     * Waits for workers that were shut down, also on an interrupted thread. Work that has not begun by the deadline is
     * cancelled; running work is left to its thread, which is not interrupted.
     */
    public static void end(ThreadPoolExecutor workers, Deadline deadline) {
        boolean ended = false;
        boolean interrupted = false;
        while (!ended && !deadline.isPast()) {
            try {
                ended = workers.awaitTermination(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        List<Runnable> waiting = new ArrayList<>();
        workers.getQueue().drainTo(waiting);
        for (Runnable task : waiting) {
            if (task instanceof Future<?> future) {
                future.cancel(false);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread for each closing: one that hangs in a back end keeps no other model from being closed. */
    public static ExecutorService reaper() {
        return elastic("reaper");
    }

    /** A thread for each opening; a hanging back end blocks only its own slot, which bounds their number. */
    public static ExecutorService openers() {
        return elastic("open");
    }

    /** A thread for each name that is changed, and only while it is. */
    public static ExecutorService swappers() {
        return elastic("swap");
    }

    /** A thread for each shadow, and only while it is asked. */
    public static ExecutorService shadows() {
        return elastic("shadow");
    }

    /** One: an opening whose file waits in its queue hashes it itself. */
    public static ThreadPoolExecutor hasher() {
        return idling(new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("hash")));
    }

    public static ScheduledThreadPoolExecutor scanner() {
        ScheduledThreadPoolExecutor scanner = new ScheduledThreadPoolExecutor(1, named("scan"));
        scanner.setRemoveOnCancelPolicy(true);
        scanner.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return scanner;
    }

    public static Thread watcher(Runnable work) {
        return named("watch").newThread(work);
    }

    private static ExecutorService elastic(String purpose) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named(purpose));
    }

    private static ThreadPoolExecutor idling(ThreadPoolExecutor executor) {
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static ThreadFactory named(String purpose) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "pokeai-" + purpose + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            // An inherited loader would keep an uninstalled bundle alive as long as the thread.
            thread.setContextClassLoader(null);
            return thread;
        };
    }
}
