package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.runtime.internal.generation.GenerationLease;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The batches that callers may still join, one for each generation at most: a batch never mixes generations, and who has
 * leased one is answered by it.
 *
 * <p>There is no thread of its own: the first caller of a batch runs it, the others wait for their row. It waits for company
 * only while company is on its way, at most for {@link Batching#maxDelay}; and while it waits for its turn in the
 * {@link ThreadBudget} others can still come in, so under load batches fill by themselves.
 *
 * <p><b>Threads</b> safe. What is kept is bounded by the callers: a batch leaves the map when it is sealed.
 */
final class Batches {
    private final ThreadBudget budget;
    private final TensorPool tensors;
    private final ConcurrentMap<Object, Batch> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> approaching = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Batches(ThreadBudget budget, TensorPool tensors) {
        this.budget = budget;
        this.tensors = tensors;
    }

    /** Announces a call that is being prepared; open batches of this model wait for it. */
    Approach approach(String model) {
        approaching.merge(model, 1, Integer::sum);
        return new Approach(model);
    }

    /**
     * Infers one picture, together with others that come in time.
     *
     * @param picture one, borrowed until this returns
     * @param approach of this call; has arrived when this returns
     * @param deadline of {@link System#nanoTime}
     */
    BatchSeat.Row infer(ModelLease lease, ImageTensor picture, Batching limits, Approach approach, long deadline) {
        BatchSeat seat = new BatchSeat(lease, picture, deadline);
        Object generation = lease instanceof GenerationLease counted ? counted.leased() : lease;
        Batch batch = open.compute(
                generation,
                (key, known) -> known != null && known.tryJoin(seat)
                        ? known
                        : new Batch(approach.model, limits, seat, this::mayGo, budget, tensors));
        approach.close();
        try {
            return batch.ride(seat);
        } finally {
            if (batch.isSealed()) {
                open.remove(generation, batch);
            }
        }
    }

    /** Batches wait for nobody from now on. */
    void close() {
        closed = true;
        open.values().forEach(Batch::wake);
    }

    /** Batches that can be joined. */
    int size() {
        return open.size();
    }

    private boolean mayGo(String model) {
        return closed || !approaching.containsKey(model);
    }

    /** A call that is on its way to a batch. */
    final class Approach implements AutoCloseable {
        private final String model;
        private final AtomicBoolean arrived = new AtomicBoolean();

        private Approach(String model) {
            this.model = model;
        }

        /** It has come, or never will. */
        @Override
        public void close() {
            if (arrived.compareAndSet(false, true)
                    && approaching.merge(model, -1, (now, less) -> now + less == 0 ? null : now + less) == null) {
                open.values().stream().filter(batch -> batch.isOf(model)).forEach(Batch::wake);
            }
        }
    }
}
