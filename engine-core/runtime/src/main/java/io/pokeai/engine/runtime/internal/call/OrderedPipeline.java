package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import java.nio.file.Path;
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
 * Many pictures on all workers, answers in the order of the questions.
 *
 * <p>Every task is one batch from file to scores on one worker: nothing is handed from thread to thread on the way, and
 * with as many single-threaded inferences as cores a CPU is used best; a GPU is kept busy because the other workers
 * decode while one of them runs its batch. At most {@code window} batches are under way, so memory is bounded however
 * slowly the results are taken. A caller who has said how much time there is waits no longer than that for the first batch to
 * begin.
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
    private final Optional<Duration> allowed;

    private final AtomicReference<Start> start = new AtomicReference<>(Start.WAITING);

    private boolean firstTaken;
    private final Deque<Future<List<Result>>> underWay = new ArrayDeque<>();
    private final Deque<Result> ready = new ArrayDeque<>();

    /** The stream itself and every task that runs; who brings it to 0 returns the lease. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean closed;

    /** Whether a batch has begun, or was given up before one had. */
    private enum Start {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    private OrderedPipeline(
            Task task,
            ExecutorService workers,
            int threads,
            ModelLease lease,
            Iterator<Path> pictures,
            int batch,
            Optional<Duration> allowed) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.task = task;
        this.workers = workers;
        this.lease = lease;
        this.pictures = pictures;
        this.batch = batch;
        this.window = threads * WINDOW_PER_WORKER;
        this.allowed = allowed;
    }

    /** What is done with a batch: a result for each picture, in order. */
    @FunctionalInterface
    interface Task {
        /** @param begin to be called when there is a thread for it; throws when nobody wants it any more */
        List<Result> run(List<Path> pictures, Runnable begin);
    }

    /**
     * A stream that must be closed.
     *
     * @param allowed how long the first batch may wait for its begin, from the first result that is asked for
     */
    static Stream<Result> stream(
            Task task,
            ExecutorService workers,
            int threads,
            ModelLease lease,
            Iterator<Path> pictures,
            int batch,
            Optional<Duration> allowed) {
        OrderedPipeline pipeline = new OrderedPipeline(task, workers, threads, lease, pictures, batch, allowed);
        return StreamSupport.stream(pipeline, false).onClose(pipeline::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Result> action) {
        if (ready.isEmpty()) {
            Interrupts.check(who());
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
                throw EngineClosed.refusal();
            }
        }
    }

    private List<Result> run(List<Path> next) {
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

    private List<Result> take(Future<List<Result>> batch) {
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

    private List<Result> takeFirst(Future<List<Result>> batch, Duration time)
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
                "The deadline of " + allowed.map(Duration::toMillis).orElse(0L) + " ms of a run of model '"
                        + lease.spec().name() + "' passed before its first batch began.",
                "Allow more time, or send less at once.",
                cause);
    }

    private String who() {
        return "The run of model '" + lease.spec().name() + "'";
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
            lease.close();
        }
    }
}
