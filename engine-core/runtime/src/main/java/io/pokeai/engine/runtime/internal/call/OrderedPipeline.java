package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many pictures on all workers, results in the order of the pictures.
 *
 * <p>Every task is one batch from file to scores on one worker: nothing is handed from thread to thread on the way, and
 * with as many single-threaded inferences as cores a CPU is used best; a GPU is kept busy because the other workers
 * decode while one of them runs its batch. At most {@code window} batches are under way, so memory is bounded however
 * slowly the results are taken. A caller that has set a deadline waits no longer than that for the first batch to begin.
 *
 * <p><b>Threads</b> the stream is used by one thread. <b>Ownership</b> it owns the leases and returns them when it is
 * closed and the last task has ended.
 */
final class OrderedPipeline<T> extends Spliterators.AbstractSpliterator<Result<T>> {
    /** Batches under way for each worker: one that runs and one that waits. */
    private static final int WINDOW_PER_WORKER = 2;

    private final Task<T> task;
    private final ExecutorService workers;
    private final BulkLeases leases;
    private final Iterator<T> pictures;
    private final int batch;
    private final int window;
    private final Optional<Duration> allowed;

    private final AtomicReference<Start> start = new AtomicReference<>(Start.WAITING);

    private boolean firstTaken;
    private final Deque<Future<List<Result<T>>>> underWay = new ArrayDeque<>();
    private final Deque<Result<T>> ready = new ArrayDeque<>();

    /** What the source of the pictures threw; thrown when the pictures before have been answered. */
    private @Nullable RuntimeException sourceFailure;

    /** The stream itself and every task that runs; the one that brings it to 0 returns the leases. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean closed;

    /** Whether a batch has begun, or was given up before one had. */
    private enum Start {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    private OrderedPipeline(
            Task<T> task,
            ExecutorService workers,
            int threads,
            BulkLeases leases,
            Iterator<T> pictures,
            int batch,
            Optional<Duration> allowed) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.task = task;
        this.workers = workers;
        this.leases = leases;
        this.pictures = pictures;
        this.batch = batch;
        this.window = threads * WINDOW_PER_WORKER;
        this.allowed = allowed;
    }

    /** What is done with a batch: results for each picture, in order. */
    @FunctionalInterface
    interface Task<T> {
        /** @param begin to be called when there is a thread for it; throws when it is no longer wanted */
        List<Result<T>> run(List<T> pictures, Runnable begin);
    }

    /**
     * A stream that must be closed.
     *
     * @param leases owned by the stream from now on
     * @param pictures pulled by the thread that takes the results, only as far ahead as the window reaches
     * @param allowed how long the first batch may wait for its begin, from the first result that is asked for
     */
    static <T> Stream<Result<T>> stream(
            Task<T> task,
            ExecutorService workers,
            int threads,
            BulkLeases leases,
            Iterator<T> pictures,
            int batch,
            Optional<Duration> allowed) {
        OrderedPipeline<T> pipeline = new OrderedPipeline<>(task, workers, threads, leases, pictures, batch, allowed);
        return StreamSupport.stream(pipeline, false).onClose(pipeline::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Result<T>> action) {
        if (ready.isEmpty()) {
            Interrupts.check(who());
            fill();
            Future<List<Result<T>>> next = underWay.poll();
            if (next == null) {
                return end();
            }
            ready.addAll(take(next));
        }
        action.accept(ready.remove());
        return true;
    }

    /** Nothing comes any more. */
    private boolean end() {
        if (sourceFailure != null) {
            throw sourceFailure;
        }
        return false;
    }

    private void fill() {
        while (!closed && underWay.size() < window) {
            List<T> next = pull();
            if (next.isEmpty()) {
                return;
            }
            users.incrementAndGet();
            try {
                underWay.add(workers.submit(() -> run(next)));
            } catch (RejectedExecutionException e) {
                done();
                throw EngineClosed.refusal();
            }
        }
    }

    /** The pictures of the next batch; none at the end, and after the source has thrown. */
    private List<T> pull() {
        List<T> next = new ArrayList<>(batch);
        try {
            while (sourceFailure == null && next.size() < batch && pictures.hasNext()) {
                next.add(pictures.next());
            }
        } catch (RuntimeException e) {
            sourceFailure = e;
        }
        return next;
    }

    private List<Result<T>> run(List<T> next) {
        try {
            return closed ? List.of() : task.run(next, this::begin);
        } finally {
            done();
        }
    }

    private void begin() {
        if (!start.compareAndSet(Start.WAITING, Start.BEGUN) && start.get() == Start.GIVEN_UP) {
            throw tooLate(null);
        }
    }

    private List<Result<T>> take(Future<List<Result<T>>> batch) {
        boolean first = !firstTaken;
        firstTaken = true;
        try {
            return first && allowed.isPresent() ? takeFirst(batch, allowed.get()) : batch.get();
        } catch (InterruptedException e) {
            throw Interrupts.caught(who(), e);
        } catch (CancellationException e) { // the engine was closed before the batch began
            done();
            throw EngineClosed.refusal();
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private List<Result<T>> takeFirst(Future<List<Result<T>>> batch, Duration time)
            throws InterruptedException, ExecutionException {
        try {
            return batch.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (start.compareAndSet(Start.WAITING, Start.GIVEN_UP)) {
                throw tooLate(e);
            }
            return batch.get(); // it has begun, and is not interrupted
        }
    }

    private EngineException tooLate(@Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.DEADLINE_EXCEEDED,
                "The deadline of " + allowed.map(Duration::toMillis).orElse(0L) + " ms of a run of " + leases.text()
                        + " passed before its first batch began.",
                "Allow more time, or send less at once.",
                cause);
    }

    private String who() {
        return "The run of " + leases.text();
    }

    private void close() {
        if (!closed) {
            closed = true; // tasks that have not begun end at once
            underWay.stream().filter(Future::isCancelled).forEach(never -> done());
            done();
        }
    }

    private void done() {
        if (users.decrementAndGet() == 0) {
            leases.close();
        }
    }
}
