package io.pokeai.engine.runtime.internal.threads;

import io.pokeai.engine.api.EngineException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The thread budget of one engine: how many threads decode or infer for it at once, as a part of the {@link ProcessBudget}.
 * A call that finds it used up waits in the lane of its model; lanes take turns, so a busy model delays another one by no more
 * than one turn of each.
 *
 * <p><b>Threads</b> safe. A call within the work of a thread that has a permit needs no second permit.
 */
public final class ThreadBudget implements AutoCloseable {
    private final ProcessBudget process;
    private final ProcessBudget.Share share;

    /** As {@link ProcessBudget#join} makes it. */
    ThreadBudget(ProcessBudget process, ProcessBudget.Share share) {
        this.process = process;
        this.share = share;
    }

    /** A budget that is not shared. */
    public static ThreadBudget alone(int threads) {
        return alone(threads, ProcessBudget.OVERDUE);
    }

    /** A budget that is not shared, and writes off what takes longer than this. */
    public static ThreadBudget alone(int threads, Duration overdue) {
        return new ProcessBudget(overdue).join(threads);
    }

    /**
     * The deadline of a caller that may wait as long as the process lives: a stream, whose pictures are bounded by its window.
     */
    public static long never() {
        return System.nanoTime() + Long.MAX_VALUE / 2;
    }

    /** Whether the calling thread has a permit already, of this engine or of another one. */
    public boolean isHeld() {
        return process.isHeld();
    }

    /** Threads that might begin now. */
    public int free() {
        return process.free(share);
    }

    /** Callers that wait for their turn. */
    public int waiting() {
        return process.waiting(share);
    }

    /**
     * Works on the calling thread, once it is its turn.
     *
     * @param lane the model that it is for
     * @param deadline of {@link System#nanoTime}, for the begin
     * @throws EngineException {@code DEADLINE_EXCEEDED} when it passes first, {@code CANCELLED} when the thread is
     *     interrupted while it waits; and what {@code work} throws
     */
    public <T> T run(String lane, long deadline, Supplier<T> work) {
        if (process.isHeld()) {
            return work.get();
        }
        ProcessBudget.Permit permit = process.acquire(share, lane, deadline);
        process.hold(true);
        try {
            return work.get();
        } finally {
            process.hold(false);
            process.giveBack(permit);
        }
    }

    /**
     * A permit for a helping thread, if no call waits for one; the caller gives it back.
     *
     * @param lane what it helps with
     */
    Optional<ProcessBudget.Permit> tryIdle(String lane) {
        return process.tryIdle(share, lane);
    }

    /** Once, when the work has ended. */
    void giveBack(ProcessBudget.Permit permit) {
        process.giveBack(permit);
    }

    /** The engine is closed: the other engines of the process get its threads. */
    @Override
    public void close() {
        process.leave(share);
    }
}
