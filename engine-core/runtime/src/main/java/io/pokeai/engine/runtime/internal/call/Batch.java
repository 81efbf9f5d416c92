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
 * Callers of one generation who are answered by one inference. The first of them leads: it decides when the batch goes, waits
 * for a thread of the budget and runs it on its own. A leader that gives up leaves the lead to the next.
 *
 * <p>Open until it is sealed; sealing drops whose deadline has passed and copies the pictures, so that from then on a caller
 * can go away without harm.
 *
 * <p><b>Threads</b> safe. The lock is never held while the model runs or the budget is asked.
 */
final class Batch {
    private final String model;
    private final int capacity;
    private final long departure;
    private final Predicate<String> mayGo;
    private final ThreadBudget budget;
    private final TensorPool tensors;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final List<BatchSeat> seats = new ArrayList<>();

    @GuardedBy("lock")
    private boolean sealed;

    /**
     * @param first leads
     * @param mayGo whether nobody else is on the way to this model
     * @param tensors where a batch is put together
     */
    Batch(
            String model,
            Batching limits,
            BatchSeat first,
            Predicate<String> mayGo,
            ThreadBudget budget,
            TensorPool tensors) {
        this.model = model;
        this.capacity = Math.min(limits.maxBatch(), first.lease.maxBatch());
        this.departure = System.nanoTime() + limits.maxDelay().toNanos();
        this.mayGo = mayGo;
        this.budget = budget;
        this.tensors = tensors;
        seats.add(first);
    }

    boolean isOf(String name) {
        return model.equals(name);
    }

    /** Takes a seat, if there is one. */
    boolean tryJoin(BatchSeat seat) {
        lock.lock();
        try {
            if (sealed || seats.size() >= capacity) {
                return false;
            }
            seats.add(seat);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody can join any more, ever. */
    boolean isSealed() {
        lock.lock();
        try {
            return sealed;
        } finally {
            lock.unlock();
        }
    }

    /** Something that the leader waits for may have come. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for this caller's answer, or makes it, with all others that are there. */
    BatchSeat.Row ride(BatchSeat seat) {
        try {
            if (awaitLeadOrAnswer(seat)) {
                return budget.run(model, seat.deadline, () -> run(seat));
            }
        } catch (InterruptedException e) {
            throw Interrupts.caught("The call for model '" + model + "'", e);
        } finally {
            leave(seat);
        }
        return outcome(seat, false);
    }

    /** True when this caller leads and the batch should go, false when it has its answer. */
    private boolean awaitLeadOrAnswer(BatchSeat seat) throws InterruptedException {
        lock.lock();
        try {
            while (!seat.isDone()) {
                long now = System.nanoTime();
                if (seat.isExpired(now)) {
                    throw seat.expired();
                }
                long wait = seat.deadline - now;
                if (!sealed && seats.get(0) == seat) {
                    if (seats.size() >= capacity || departure - now <= 0 || mayGo.test(model)) {
                        return true;
                    }
                    wait = Math.min(wait, departure - now);
                }
                changed.awaitNanos(wait);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private BatchSeat.Row outcome(BatchSeat seat, boolean ran) {
        lock.lock();
        try {
            return seat.outcome(ran);
        } finally {
            lock.unlock();
        }
    }

    /** A caller who goes before the batch does: the next one leads, or nobody is left. */
    private void leave(BatchSeat seat) {
        lock.lock();
        try {
            seats.remove(seat);
            if (!sealed) {
                sealed = seats.isEmpty();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private BatchSeat.Row run(BatchSeat leader) {
        ImageTensor whole = null;
        List<BatchSeat> crew = List.of();
        try {
            whole = capacity == 1 ? null : tensors.borrow(capacity, leader.picture.height(), leader.picture.width());
            crew = seal(whole);
            ImageTensor batch = crew.size() == 1 || whole == null ? leader.picture : whole.slice(0, crew.size());
            long started = System.nanoTime();
            Scores scores = leader.lease.infer(batch);
            answer(crew, scores, System.nanoTime() - started);
        } catch (RuntimeException | Error e) {
            if (Interrupts.caused(e) || Thread.currentThread().isInterrupted()) {
                stepDown(leader, e);
            } else {
                fail(crew.isEmpty() ? List.of(leader) : crew, e); // not sealed: the next one leads
            }
        } finally {
            if (whole != null) {
                tensors.giveBack(whole);
            }
        }
        return outcome(leader, true);
    }

    /** Whose deadline has passed is told so; the others' pictures are copied, in the order of their rows. */
    private List<BatchSeat> seal(@Nullable ImageTensor whole) {
        lock.lock();
        try {
            sealed = true;
            long now = System.nanoTime();
            seats.stream().skip(1).filter(seat -> seat.isExpired(now)).forEach(seat -> seat.failed(seat.expired()));
            seats.removeIf(BatchSeat::isDone);
            for (int row = 0; whole != null && seats.size() > 1 && row < seats.size(); row++) {
                whole.picture(row).put(seats.get(row).picture.data());
            }
            changed.signalAll();
            return List.copyOf(seats);
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<BatchSeat> crew, Scores scores, long inferNanos) {
        if (scores.count() != crew.size()) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "Model '" + model + "' gave " + scores.count() + " answers for " + crew.size() + " pictures.",
                    "Export the model again with a free batch axis, or switch its batching off.");
        }
        lock.lock();
        try {
            for (int row = 0; row < crew.size(); row++) {
                crew.get(row).answered(new BatchSeat.Row(scores, row, inferNanos));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The leader was interrupted, and the others were not: the next of them leads, and asks the model again. */
    private void stepDown(BatchSeat leader, Throwable why) {
        lock.lock();
        try {
            leader.failed(why);
            seats.remove(leader);
            sealed = seats.isEmpty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(List<BatchSeat> crew, Throwable why) {
        lock.lock();
        try {
            crew.forEach(seat -> seat.failed(why));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
