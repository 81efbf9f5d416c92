package io.pokeai.engine.runtime.internal.threads;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many threads of the process decode or infer at once, whichever engine, model and native library it is for. Each engine
 * has a {@link ThreadBudget} in it: no engine gets more threads than its settings say, and all of them together no more than
 * the largest of their settings. Lanes of all engines take turns.
 *
 * <p>A thread that has not come back after {@code overdue} may never do so. It is written off: its permit is given to another
 * call until it returns, and a lane with such threads gets at most all permits of its engine but one. So calls that hang inside
 * a back end do not block other models for long.
 *
 * <p><b>Threads</b> safe. Without polling: a waiter sleeps until it has its turn, its deadline or the next write-off.
 */
public final class ProcessBudget {
    /** Longer than a batch of a large model on a slow device takes. */
    static final Duration OVERDUE = Duration.ofSeconds(5);

    /** The one object that engines of the same process, and of the same class loader, have in common; it is never closed. */
    private static final ProcessBudget PROCESS = new ProcessBudget();

    private final long overdueNanos;
    private final ReentrantLock lock = new ReentrantLock();

    /** Whether the thread has a permit of any engine: a call within a call may be for another engine. */
    private final ThreadLocal<Boolean> holding = ThreadLocal.withInitial(() -> false);

    @GuardedBy("lock")
    private final List<Share> shares = new ArrayList<>();

    /** The largest share. */
    @GuardedBy("lock")
    private int threads;

    /** Lanes with waiters, the next one first. */
    @GuardedBy("lock")
    private final Deque<Lane> turns = new ArrayDeque<>();

    /** Oldest first, without those written off. */
    @GuardedBy("lock")
    private final Set<Permit> working = new LinkedHashSet<>();

    /** A budget of its own, apart from that of the process. */
    public ProcessBudget() {
        this(OVERDUE);
    }

    public ProcessBudget(Duration overdue) {
        this.overdueNanos = overdue.toNanos();
    }

    /** The budget of this process. */
    public static ProcessBudget ofThisProcess() {
        return PROCESS;
    }

    /**
     * The budget of one more engine, until it is closed.
     *
     * @param most threads of this engine at once
     */
    public ThreadBudget join(int most) {
        Share share = new Share(most);
        lock.lock();
        try {
            shares.add(share);
            resize();
        } finally {
            lock.unlock();
        }
        return new ThreadBudget(this, share);
    }

    /** The engine is closed; its share stays until all calls that wait or work for it have ended. */
    void leave(Share share) {
        lock.lock();
        try {
            share.left = true;
            resize();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void resize() {
        shares.removeIf(share -> share.left && share.lanes.isEmpty());
        int largest = 0;
        for (Share share : shares) {
            largest = Math.max(largest, share.threads);
        }
        threads = largest;
        grant();
    }

    boolean isHeld() {
        return holding.get();
    }

    void hold(boolean held) {
        if (held) {
            holding.set(true);
        } else {
            holding.remove();
        }
    }

    /** Threads that an engine might begin with now. */
    int free(Share share) {
        lock.lock();
        try {
            return Math.max(0, Math.min(threads - working.size(), share.threads - share.working));
        } finally {
            lock.unlock();
        }
    }

    /** Callers of an engine that wait for their turn. */
    int waiting(Share share) {
        lock.lock();
        try {
            return share.lanes.values().stream()
                    .mapToInt(lane -> lane.waiting.size())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** A permit for a helping thread, if no call waits for one. */
    Optional<Permit> tryIdle(Share share, String name) {
        lock.lock();
        try {
            boolean idle = working.size() < threads && share.working < share.threads && turns.isEmpty();
            return idle ? Optional.of(take(lane(share, name))) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The right to work, once it is its turn.
     *
     * @param deadline of {@link System#nanoTime}
     */
    Permit acquire(Share share, String name, long deadline) {
        lock.lock();
        try {
            return await(lane(share, name), deadline);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Lane lane(Share share, String name) {
        return share.lanes.computeIfAbsent(name, ignored -> new Lane(share, name));
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
            if (turn.permit != null) {
                Thread.currentThread().interrupt();
                return turn.permit;
            }
            throw Interrupts.caught("The call for model '" + lane.name + "'", e);
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
            lane.share.lanes.remove(lane.name);
            if (lane.share.left) {
                resize();
            }
        }
    }

    /** Gives free permits to the calls whose turn it is. */
    @GuardedBy("lock")
    private void grant() {
        for (int passed = 0; working.size() < threads && passed < turns.size(); ) {
            Lane lane = turns.remove();
            if (!lane.mayBegin()) {
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
        lane.share.working++;
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
            permit.lane.share.working--;
            permit.lane.overdue++;
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
                lane.share.working--;
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

    /** The part of one engine; guarded by the lock of the budget. */
    static final class Share {
        private final int threads;
        private int working;
        private boolean left;

        /** Those that have waiters or permits. */
        private final Map<String, Lane> lanes = new HashMap<>();

        private Share(int threads) {
            this.threads = threads;
        }
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

    /** A call that waits. */
    private static final class Turn {
        private final Condition mine;
        private @Nullable Permit permit;

        Turn(Condition mine) {
            this.mine = mine;
        }
    }

    /** All calls that work or wait for one model of one engine. */
    private static final class Lane {
        private final Share share;
        private final String name;
        private final Deque<Turn> waiting = new ArrayDeque<>();
        private int working;
        private int overdue;

        Lane(Share share, String name) {
            this.share = share;
            this.name = name;
        }

        private boolean mayBegin() {
            return share.working < share.threads && (overdue == 0 || working < Math.max(1, share.threads - 1));
        }
    }
}
