package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Many pictures on all workers, answers in the order of the questions.
 *
 * <p>Every task is one batch from file to scores on one worker: nothing is handed from thread to thread on the way, and
 * with as many single-threaded inferences as cores a CPU is used best; a GPU is kept busy because the other workers
 * decode while one of them runs its batch. At most {@code window} batches are under way, so memory is bounded however
 * slowly the results are taken.
 *
 * <p><b>Threads</b> the stream is used by one thread. <b>Ownership</b> it owns the lease and returns it when it is closed
 * and the last task has ended.
 */
final class OrderedPipeline extends Spliterators.AbstractSpliterator<Result> {
    /** Batches under way for each worker: one that runs and one that waits. */
    private static final int WINDOW_PER_WORKER = 2;

    private final Task task;
    private final ExecutorService workers;
    private final ModelLease lease;
    private final Iterator<Path> pictures;
    private final int batch;
    private final int window;
    private final Deque<Future<List<Result>>> underWay = new ArrayDeque<>();
    private final Deque<Result> ready = new ArrayDeque<>();

    /** The stream itself and every task that runs; who brings it to 0 returns the lease. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean closed;

    private OrderedPipeline(
            Task task, ExecutorService workers, int threads, ModelLease lease, Iterator<Path> pictures, int batch) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.task = task;
        this.workers = workers;
        this.lease = lease;
        this.pictures = pictures;
        this.batch = batch;
        this.window = threads * WINDOW_PER_WORKER;
    }

    /** What is done with a batch: a result for each picture, in order. */
    @FunctionalInterface
    interface Task {
        List<Result> run(List<Path> pictures);
    }

    /** A stream that must be closed. */
    static Stream<Result> stream(
            Task task, ExecutorService workers, int threads, ModelLease lease, Iterator<Path> pictures, int batch) {
        OrderedPipeline pipeline = new OrderedPipeline(task, workers, threads, lease, pictures, batch);
        return StreamSupport.stream(pipeline, false).onClose(pipeline::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Result> action) {
        if (ready.isEmpty()) {
            fill();
            Future<List<Result>> next = underWay.poll();
            if (next == null) {
                return false;
            }
            ready.addAll(take(next));
        }
        action.accept(ready.remove());
        return true;
    }

    private void fill() {
        while (!closed && underWay.size() < window && pictures.hasNext()) {
            List<Path> next = new ArrayList<>(batch);
            while (next.size() < batch && pictures.hasNext()) {
                next.add(pictures.next());
            }
            users.incrementAndGet();
            try {
                underWay.add(workers.submit(() -> run(next)));
            } catch (RejectedExecutionException e) {
                done();
                throw new EngineException(ErrorCode.UNAVAILABLE, "The engine is closed.", "Open a new one.", e);
            }
        }
    }

    private List<Result> run(List<Path> next) {
        try {
            return closed ? List.of() : task.run(next);
        } finally {
            done();
        }
    }

    private static List<Result> take(Future<List<Result>> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, "The run was interrupted.", "Start it again if it is still wanted.", e);
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private void close() {
        if (!closed) {
            closed = true; // tasks that have not begun end at once
            done();
        }
    }

    private void done() {
        if (users.decrementAndGet() == 0) {
            lease.close();
        }
    }
}
