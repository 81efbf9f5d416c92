package io.pokeai.engine.runtime.internal.threads;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the folds of one call: on the caller's thread, and beside it on workers that have nothing else to do. A single
 * picture is answered sooner; many pictures keep all workers busy, and then each caller runs its folds alone.
 *
 * <p><b>Threads</b> safe. Helpers are called only while fewer threads run folds than the budget has; a caller never waits for
 * a thread, only for folds that are running already.
 */
public final class FoldRunner {
    /** Not part of any model's name. */
    private static final String LANE = "/folds";

    private final @Nullable ThreadPoolExecutor workers;
    private final ThreadBudget budget;

    private FoldRunner(@Nullable ThreadPoolExecutor workers, ThreadBudget budget) {
        this.workers = workers;
        this.budget = budget;
    }

    /**
     * @param workers as many as the thread budget
     * @param budget that counts helpers, and callers without a permit
     */
    public static FoldRunner on(ThreadPoolExecutor workers, ThreadBudget budget) {
        return new FoldRunner(workers, budget);
    }

    /** One fold after the other. */
    public static FoldRunner alone() {
        return new FoldRunner(null, ThreadBudget.alone(1));
    }

    /**
     * The results of {@code work} for 0…{@code count - 1}, in this order. Returns when no work runs any more, even when one
     * has failed: what it reads belongs to the caller.
     */
    public <T> List<T> map(int count, IntFunction<T> work) {
        Round<T> round = new Round<>(count, work);
        // A call of the engine has a permit; a caller with a lease of its own gets one if a thread is idle.
        boolean held = budget.isHeld();
        Optional<ProcessBudget.Permit> own = held ? Optional.empty() : budget.tryIdle(LANE);
        try {
            if (held || own.isPresent()) {
                callHelpers(round, count - 1);
            }
            round.run();
            return round.await();
        } finally {
            own.ifPresent(budget::giveBack);
        }
    }

    private void callHelpers(Round<?> round, int atMost) {
        int called = 0;
        while (called < atMost && callHelper(round)) {
            called++;
        }
    }

    private boolean callHelper(Round<?> round) {
        if (workers == null || workers.getQueue().size() + workers.getActiveCount() >= workers.getMaximumPoolSize()) {
            return false;
        }
        Optional<ProcessBudget.Permit> place = budget.tryIdle(LANE);
        if (place.isEmpty()) {
            return false;
        }
        try {
            workers.execute(() -> {
                try {
                    round.run();
                } finally {
                    budget.giveBack(place.get());
                }
            });
            return true;
        } catch (RejectedExecutionException e) { // the engine is closing; the caller does it alone
            budget.giveBack(place.get());
            return false;
        }
    }

    /** The folds of one call: a free thread takes the next fold. */
    private static final class Round<T> {
        private final IntFunction<T> work;
        private final AtomicReferenceArray<T> results;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch pending;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Round(int count, IntFunction<T> work) {
            this.work = work;
            this.results = new AtomicReferenceArray<>(count);
            this.pending = new CountDownLatch(count);
        }

        void run() {
            for (int i = next.getAndIncrement(); i < results.length(); i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        results.set(i, work.apply(i));
                    }
                } catch (Throwable e) { // a back end may throw anything; it is thrown to the caller
                    failure.compareAndSet(null, e);
                } finally {
                    pending.countDown();
                }
            }
        }

        List<T> await() {
            boolean interrupted = false;
            while (true) {
                try {
                    pending.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // native code below reads the caller's tensor: it has to end first
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof RuntimeException known) {
                throw known;
            }
            if (thrown instanceof Error fatal) {
                throw fatal;
            }
            return IntStream.range(0, results.length()).mapToObj(results::get).toList();
        }
    }
}
