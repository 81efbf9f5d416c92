package io.pokeai.engine.runtime.internal.call;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one generation that are answered by one inference. The first entry is the leader: its thread decides when the batch
 * is run, waits for a thread of the budget and runs the batch. When the leader gives up, the next entry becomes the leader.
 *
 * <p>A batch can be joined until it is sealed. Sealing removes the entries whose deadline has passed and copies the pictures of
 * the others; from then on a caller can give up without harm to the batch.
 *
 * <p><b>Threads</b> safe. The lock is never held while the model runs or the budget is asked.
 */
final class Batch {
    private final String model;
    private final int capacity;
    private final long flushDeadline;
    private final Predicate<String> nothingPending;
    private final ThreadBudget budget;
    private final TensorPool tensors;
    private final Observers observers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final List<BatchEntry> entries = new ArrayList<>();

    @GuardedBy("lock")
    private boolean sealed;

    /**
     * @param first the first leader
     * @param nothingPending whether no other call for this model is being prepared
     * @param tensors where the pictures of a batch are put together
     */
    Batch(
            String model,
            Batching limits,
            BatchEntry first,
            Predicate<String> nothingPending,
            ThreadBudget budget,
            TensorPool tensors,
            Observers observers) {
        this.model = model;
        this.capacity = Math.min(limits.maxBatch(), first.lease.maxBatch());
        this.flushDeadline = System.nanoTime() + limits.maxDelay().toNanos();
        this.nothingPending = nothingPending;
        this.budget = budget;
        this.tensors = tensors;
        this.observers = observers;
        entries.add(first);
    }

    boolean isOf(String name) {
        return model.equals(name);
    }

    /** Joins, unless the batch is sealed or full. */
    boolean tryJoin(BatchEntry entry) {
        lock.lock();
        try {
            if (sealed || entries.size() >= capacity) {
                return false;
            }
            entries.add(entry);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no entry can join any more, ever. */
    boolean isSealed() {
        lock.lock();
        try {
            return sealed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the leader look again at what it waits for. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the answer of this entry; if it becomes the leader, runs the batch with all entries that it has by then. */
    BatchEntry.Row await(BatchEntry entry) {
        try {
            if (awaitLeadOrAnswer(entry)) {
                return budget.run(model, entry.deadline, () -> run(entry));
            }
        } catch (InterruptedException e) {
            throw Interrupts.caught("The call for model '" + model + "'", e);
        } finally {
            remove(entry);
        }
        return outcome(entry, false);
    }

    /** True when this entry is the leader and the batch is to be run now, false when the entry has its answer. */
    private boolean awaitLeadOrAnswer(BatchEntry entry) throws InterruptedException {
        lock.lock();
        try {
            while (!entry.isDone()) {
                long now = System.nanoTime();
                if (entry.isExpired(now)) {
                    throw entry.expired();
                }
                long wait = entry.deadline - now;
                if (!sealed && entries.get(0) == entry) {
                    if (entries.size() >= capacity || flushDeadline - now <= 0 || nothingPending.test(model)) {
                        return true;
                    }
                    wait = Math.min(wait, flushDeadline - now);
                }
                changed.awaitNanos(wait);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private BatchEntry.Row outcome(BatchEntry entry, boolean ran) {
        lock.lock();
        try {
            return entry.outcome(ran);
        } finally {
            lock.unlock();
        }
    }

    /** Of a caller that gives up before the batch is sealed: the next entry becomes the leader, or the empty batch is sealed. */
    private void remove(BatchEntry entry) {
        lock.lock();
        try {
            entries.remove(entry);
            if (!sealed) {
                sealed = entries.isEmpty();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private BatchEntry.Row run(BatchEntry leader) {
        ImageTensor whole = null;
        List<BatchEntry> members = List.of();
        try {
            whole = capacity == 1 ? null : tensors.borrow(capacity, leader.picture.height(), leader.picture.width());
            members = seal(whole);
            ImageTensor batch = members.size() == 1 || whole == null ? leader.picture : whole.slice(0, members.size());
            long started = System.nanoTime();
            Scores scores = leader.lease.infer(batch);
            long inferNanos = System.nanoTime() - started;
            answer(members, scores, inferNanos);
            observers.inferred(leader.lease, members.size(), inferNanos);
        } catch (RuntimeException | Error e) {
            if (Interrupts.caused(e) || Thread.currentThread().isInterrupted()) {
                stepDown(leader, e);
            } else {
                fail(members.isEmpty() ? List.of(leader) : members, e); // not sealed: the next entry becomes the leader
            }
        } finally {
            if (whole != null) {
                tensors.giveBack(whole);
            }
        }
        return outcome(leader, true);
    }

    /**
     * Fails the entries whose deadline has passed, and copies the pictures of the others.
     *
     * @return the members of the batch, in the order of their rows
     */
    private List<BatchEntry> seal(@Nullable ImageTensor whole) {
        lock.lock();
        try {
            sealed = true;
            long now = System.nanoTime();
            entries.stream()
                    .skip(1)
                    .filter(entry -> entry.isExpired(now))
                    .forEach(entry -> entry.failed(entry.expired()));
            entries.removeIf(BatchEntry::isDone);
            for (int row = 0; whole != null && entries.size() > 1 && row < entries.size(); row++) {
                whole.picture(row).put(entries.get(row).picture.data());
            }
            changed.signalAll();
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<BatchEntry> members, Scores scores, long inferNanos) {
        if (scores.count() != members.size()) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "Model '" + model + "' gave " + scores.count() + " answers for " + members.size() + " pictures.",
                    "Export the model again with a free batch axis, or switch its batching off.");
        }
        lock.lock();
        try {
            for (int row = 0; row < members.size(); row++) {
                members.get(row).answered(new BatchEntry.Row(scores, row, inferNanos));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The leader was interrupted, and the other members were not: the next one becomes the leader and asks the model again. */
    private void stepDown(BatchEntry leader, Throwable why) {
        lock.lock();
        try {
            leader.failed(why);
            entries.remove(leader);
            sealed = entries.isEmpty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(List<BatchEntry> members, Throwable why) {
        lock.lock();
        try {
            members.forEach(member -> member.failed(why));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
