package io.pokeai.engine.runtime.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread budget: how many threads decode or infer at once, whichever model and native library it is for. Who finds
 * it used up waits in the lane of its model; lanes take turns, so a model that is asked a lot delays another one by no more
 * than one turn of each.
 *
 * <p>A thread that has not come back after {@code overdue} may never do so. It is written off: its place is given to
 * somebody else until it returns, and a lane with such threads gets at most all places but one. So a call that hangs inside
 * a back end takes the budget from nobody for long.
 *
 * <p><b>Threads</b> safe. Nobody polls: a waiter sleeps until it has its turn, its deadline or the next write-off. What a
 * thread of the budget calls itself is its own work, and needs no second place.
 */
final class ThreadBudget {
    /** Longer than a batch of a large model on a slow device takes. */
    static final Duration OVERDUE = Duration.ofSeconds(5);

    private final int threads;
    private final long overdueNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final ThreadLocal<Boolean> holding = ThreadLocal.withInitial(() -> false);

    @GuardedBy("lock")
    private int free;

    /** Those that have waiters or permits. */
    @GuardedBy("lock")
    private final Map<String, Lane> lanes = new HashMap<>();

    /** Lanes with waiters, the next one first. */
    @GuardedBy("lock")
    private final Deque<Lane> turns = new ArrayDeque<>();

    /** Oldest first, without those written off. */
    @GuardedBy("lock")
    private final Set<Permit> working = new LinkedHashSet<>();

    ThreadBudget(int threads) {
        this(threads, OVERDUE);
    }

    ThreadBudget(int threads, Duration overdue) {
        this.threads = threads;
        this.free = threads;
        this.overdueNanos = overdue.toNanos();
    }

    /** The deadline of who can wait as long as the process lives: a stream, whose pictures are bounded by its window. */
    static long never() {
        return System.nanoTime() + Long.MAX_VALUE / 2;
    }

    /** Whether the calling thread has a permit already. */
    boolean isHeld() {
        return holding.get();
    }

    /** Threads that might begin now. */
    int free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** Callers that wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return turns.stream().mapToInt(lane -> lane.waiting.size()).sum();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Works on the calling thread, once it is its turn.
     *
     * @param lane the model that it is for
     * @param deadline of {@link System#nanoTime}, for the begin
     * @throws EngineException {@code DEADLINE_EXCEEDED} when it passes first, {@code UNAVAILABLE} when the thread is
     *     interrupted while it waits; and what {@code work} throws
     */
    <T> T run(String lane, long deadline, Supplier<T> work) {
        if (holding.get()) {
            return work.get();
        }
        Permit permit = acquire(lane, deadline);
        holding.set(true);
        try {
            return work.get();
        } finally {
            holding.remove();
            giveBack(permit);
        }
    }

    /**
     * A place for a thread that helps, if nobody else wants it; whoever gets it gives it back.
     *
     * @param lane what it helps with
     */
    Optional<Permit> tryIdle(String lane) {
        lock.lock();
        try {
            return free > 0 && turns.isEmpty()
                    ? Optional.of(take(lanes.computeIfAbsent(lane, Lane::new)))
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Permit acquire(String lane, long deadline) {
        lock.lock();
        try {
            return await(lanes.computeIfAbsent(lane, Lane::new), deadline);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Permit await(Lane lane, long deadline) {
        Turn turn = new Turn(lock.newCondition());
        lane.waiting.add(turn);
        if (lane.waiting.size() == 1) {
            turns.add(lane);
        }
        try {
            while (true) {
                long now = System.nanoTime();
                if (deadline - now <= 0 && turn.permit == null) {
                    throw expired(lane);
                }
                writeOff(now);
                grant();
                if (turn.permit != null) {
                    return turn.permit;
                }
                turn.mine.awaitNanos(Math.min(deadline - now, untilWriteOff(now)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (turn.permit != null) {
                return turn.permit;
            }
            throw interrupted(lane.name, e);
        } finally {
            if (turn.permit == null) {
                leave(lane, turn);
            }
        }
    }

    @GuardedBy("lock")
    private void leave(Lane lane, Turn turn) {
        lane.waiting.remove(turn);
        if (lane.waiting.isEmpty()) {
            turns.remove(lane);
        }
        forget(lane);
    }

    @GuardedBy("lock")
    private void forget(Lane lane) {
        if (lane.waiting.isEmpty() && lane.working == 0 && lane.overdue == 0) {
            lanes.remove(lane.name);
        }
    }

    /** Gives what is free to whose turn it is. */
    @GuardedBy("lock")
    private void grant() {
        for (int passed = 0; free > 0 && passed < turns.size(); ) {
            Lane lane = turns.remove();
            if (lane.overdue > 0 && lane.working >= Math.max(1, threads - 1)) {
                turns.add(lane);
                passed++;
                continue;
            }
            Turn turn = lane.waiting.remove();
            turn.permit = take(lane);
            passed = 0;
            if (!lane.waiting.isEmpty()) {
                turns.add(lane);
            }
            turn.mine.signal();
        }
    }

    @GuardedBy("lock")
    private Permit take(Lane lane) {
        Permit permit = new Permit(lane);
        working.add(permit);
        lane.working++;
        free--;
        return permit;
    }

    @GuardedBy("lock")
    private void writeOff(long now) {
        for (Iterator<Permit> oldest = working.iterator(); oldest.hasNext(); ) {
            Permit permit = oldest.next();
            if (now - permit.begun < overdueNanos) {
                return;
            }
            oldest.remove();
            permit.writtenOff = true;
            permit.lane.working--;
            permit.lane.overdue++;
            free++;
        }
    }

    @GuardedBy("lock")
    private long untilWriteOff(long now) {
        return working.isEmpty()
                ? Long.MAX_VALUE
                : overdueNanos - (now - working.iterator().next().begun);
    }

    /** Once, when the work has ended. */
    void giveBack(Permit permit) {
        Lane lane = permit.lane;
        lock.lock();
        try {
            if (permit.writtenOff) {
                lane.overdue--;
            } else {
                working.remove(permit);
                lane.working--;
                free++;
            }
            grant();
            forget(lane);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private EngineException expired(Lane lane) {
        String hang = lane.overdue == 0 ? "" : "; " + lane.overdue + " of its calls hang";
        return new EngineException(
                ErrorCode.DEADLINE_EXCEEDED,
                "The deadline of a call for model '" + lane.name + "' passed before it began: "
                        + (lane.waiting.size() - 1) + " others wait for it" + hang + ".",
                "Allow more time, or send less at once.");
    }

    private static EngineException interrupted(String lane, InterruptedException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "A call for model '" + lane + "' was interrupted before it began.",
                "Repeat the call if it is still wanted.",
                e);
    }

    /** The right to work. */
    static final class Permit {
        private final Lane lane;
        private final long begun = System.nanoTime();
        private boolean writtenOff;

        private Permit(Lane lane) {
            this.lane = lane;
        }
    }

    /** Somebody who waits. */
    private static final class Turn {
        private final Condition mine;
        private @Nullable Permit permit;

        Turn(Condition mine) {
            this.mine = mine;
        }
    }

    /** All who work or wait for one model. */
    private static final class Lane {
        private final String name;
        private final Deque<Turn> waiting = new ArrayDeque<>();
        private int working;
        private int overdue;

        Lane(String name) {
            this.name = name;
        }
    }
}
