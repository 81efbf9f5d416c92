package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one name, one after the other, on a thread that is there while there are any.
 *
 * <p><b>Threads</b> safe. Work must end: every step of a change has a deadline.
 */
final class SwapQueue {
    private final String name;
    private final Executor threads;
    private final Consumer<SwapReport.Operation> settle;

    /** Each answers what tells its end to those who wait for it. */
    @GuardedBy("this")
    private final Deque<Supplier<Runnable>> waiting = new ArrayDeque<>();

    /** Whether there is a thread, which also looks for what comes next. */
    @GuardedBy("this")
    private boolean running;

    /** Whether something is under way, which nobody has been told the end of. */
    @GuardedBy("this")
    private boolean busy;

    /** A settling that has been asked for and not begun. */
    @GuardedBy("this")
    private @Nullable Settle settling;

    /** The last settling that was asked for. */
    @GuardedBy("this")
    private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);

    /** Work that is no change of its own and does not count against the bound. */
    @GuardedBy("this")
    private int uncounted;

    /** One settling that waits for its turn, and why it was asked for last. */
    private static final class Settle {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private SwapReport.Operation why;

        Settle(SwapReport.Operation why) {
            this.why = why;
        }
    }

    /** @param settle brings the name to what it stands for, and is told why */
    SwapQueue(String name, Executor threads, Consumer<SwapReport.Operation> settle) {
        this.name = name;
        this.threads = threads;
        this.settle = settle;
    }

    /** @throws EngineException {@code OVERLOADED} when too many wait already */
    synchronized <T> CompletableFuture<T> submit(Supplier<T> work) {
        if (waiting.size() - uncounted >= ModelControl.MAX_WAITING) {
            throw new EngineException(
                    ErrorCode.OVERLOADED,
                    waiting.size() + " changes of model '" + name + "' wait already.",
                    "Repeat it when they are done.");
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        add(() -> outcome(done, work));
        return done;
    }

    /**
     * Settles the name; a second request before it begins only replaces the reason. Not counted against the bound.
     */
    synchronized CompletableFuture<Void> settle(SwapReport.Operation why) {
        Settle asked = settling;
        if (asked != null) {
            asked.why = why;
            return asked.done;
        }
        Settle next = new Settle(why);
        settling = next;
        settled = next.done;
        uncounted++;
        add(() -> {
            SwapReport.Operation newest = begun(next);
            return outcome(next.done, () -> {
                settle.accept(newest);
                return null;
            });
        });
        return next.done;
    }

    /** Why a settling that has not begun was asked for; empty when there is none. */
    synchronized Optional<SwapReport.Operation> settlingFor() {
        return Optional.ofNullable(settling).map(asked -> asked.why);
    }

    /** Work that belongs to a change that is made already. */
    synchronized void afterwards(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        uncounted++;
        add(() -> {
            counted();
            return outcome(done, () -> {
                work.run();
                return null;
            });
        });
    }

    /** Completes when every settling that was asked for until now is done. */
    synchronized CompletableFuture<Void> settled() {
        return settled;
    }

    /** Work that waits, and the one that is under way. */
    synchronized int size() {
        return waiting.size() + (busy ? 1 : 0);
    }

    private synchronized SwapReport.Operation begun(Settle asked) {
        settling = null;
        uncounted--;
        return asked.why;
    }

    private synchronized void counted() {
        uncounted--;
    }

    @GuardedBy("this")
    private void add(Supplier<Runnable> work) {
        waiting.add(work);
        if (!running) {
            running = true;
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException e) {
                running = false;
                waiting.clear();
                settling = null;
                settled = CompletableFuture.completedFuture(null);
                uncounted = 0;
                throw EngineClosed.refusal(e);
            }
        }
    }

    private void run() {
        Supplier<Runnable> next = next();
        while (next != null) {
            Runnable end = next.get();
            rest();
            // Whoever hears of it finds the queue as it is without it.
            end.run();
            next = next();
        }
    }

    private synchronized @Nullable Supplier<Runnable> next() {
        Supplier<Runnable> next = waiting.poll();
        running = next != null;
        busy = running;
        return next;
    }

    private synchronized void rest() {
        busy = false;
    }

    /** Does the work; what is returned tells its result. */
    private static <T> Runnable outcome(CompletableFuture<T> done, Supplier<@Nullable T> work) {
        try {
            T result = work.get();
            return () -> done.complete(result);
        } catch (Throwable e) { // none may end the queue
            EngineException failure = EngineException.of(e);
            return () -> done.completeExceptionally(failure);
        }
    }
}
