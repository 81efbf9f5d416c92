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
 * The batches that calls may still join, at most one for each generation: a batch never mixes generations, and a call is
 * answered by the generation that it has leased.
 *
 * <p>A batch has no thread of its own: the thread of its first call runs it, the other calls wait for their row. A batch waits
 * for further calls only while some are being prepared, at most for {@link Batching#maxDelay}. While it waits for its turn in
 * the {@link ThreadBudget}, calls can still join; so under load batches fill by themselves.
 *
 * <p><b>Threads</b> safe. <b>Memory</b> bounded by the calls in flight: a batch leaves the map when it is sealed.
 */
final class Batches {
    private final ThreadBudget budget;
    private final TensorPool tensors;
    private final Observers observers;
    private final ConcurrentMap<Object, Batch> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> pending = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Batches(ThreadBudget budget, TensorPool tensors, Observers observers) {
        this.budget = budget;
        this.tensors = tensors;
        this.observers = observers;
    }

    /** Announces a call that is being prepared; open batches of its model wait for it. */
    PendingCall announce(String model) {
        pending.merge(model, 1, Integer::sum);
        return new PendingCall(model);
    }

    /**
     * Infers one picture, together with those of other calls that join in time.
     *
     * @param picture one, borrowed until this returns
     * @param call this call, which is pending until it has joined a batch
     * @param deadline of {@link System#nanoTime}
     * @param watch of this call: what it does not wait for the model, it waits for the batch
     */
    BatchEntry.Row infer(
            ModelLease lease, ImageTensor picture, Batching limits, PendingCall call, long deadline, CallWatch watch) {
        long began = System.nanoTime();
        BatchEntry entry = new BatchEntry(lease, picture, deadline);
        Object generation = lease instanceof GenerationLease counted ? counted.leased() : lease;
        Batch batch = open.compute(
                generation,
                (key, known) -> known != null && known.tryJoin(entry)
                        ? known
                        : new Batch(call.model, limits, entry, this::nothingPending, budget, tensors, observers));
        call.close();
        long inferNanos = 0;
        try {
            BatchEntry.Row row = batch.await(entry);
            inferNanos = row.inferNanos();
            return row;
        } finally {
            watch.inferred(inferNanos);
            watch.queued(System.nanoTime() - began - inferNanos);
            if (batch.isSealed()) {
                open.remove(generation, batch);
            }
        }
    }

    /** Batches wait for no further calls from now on. */
    void close() {
        closed = true;
        open.values().forEach(Batch::wake);
    }

    /** Batches that can be joined. */
    int size() {
        return open.size();
    }

    private boolean nothingPending(String model) {
        return closed || !pending.containsKey(model);
    }

    /** A call that is being prepared and has not joined a batch. */
    final class PendingCall implements AutoCloseable {
        private final String model;
        private final AtomicBoolean over = new AtomicBoolean();

        private PendingCall(String model) {
            this.model = model;
        }

        /** The call has joined a batch, or never will. */
        @Override
        public void close() {
            if (over.compareAndSet(false, true)
                    && pending.merge(model, -1, (now, less) -> now + less == 0 ? null : now + less) == null) {
                open.values().stream().filter(batch -> batch.isOf(model)).forEach(Batch::wake);
            }
        }
    }
}
