package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.EngineException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Works on many things at a time and hands the results on in order; only a few of them are kept. */
public final class InOrder {
    private static final System.Logger LOG = System.getLogger(InOrder.class.getName());
    private static final int WINDOW_PER_THREAD = 8;

    /** How long to wait for the work on one picture. */
    private static final Duration LONGEST_JOIN = Duration.ofSeconds(30);

    private InOrder() {}

    /**
     * @param threads that work at once, at least 1
     * @param work done by the threads; an exception that it throws ends the run
     * @param use called by this thread, in the order of the things
     * @param stopped asked before each result
     * @throws InterruptedException when it was stopped or this thread was interrupted
     */
    public static <T, R> void run(
            Iterable<T> things, int threads, Function<T, R> work, BiConsumer<T, R> use, BooleanSupplier stopped)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> new Thread(task, "pokeai-index"));
        Deque<Map.Entry<T, Future<R>>> underWay = new ArrayDeque<>();
        Iterator<T> next = things.iterator();
        try {
            while (next.hasNext() || !underWay.isEmpty()) {
                if (stopped.getAsBoolean() || Thread.interrupted()) {
                    throw new InterruptedException("told to stop");
                }
                while (next.hasNext() && underWay.size() < threads * WINDOW_PER_THREAD) {
                    T thing = next.next();
                    underWay.add(Map.entry(thing, workers.submit(() -> work.apply(thing))));
                }
                Map.Entry<T, Future<R>> done = underWay.remove();
                use.accept(done.getKey(), result(done.getValue()));
            }
        } finally {
            underWay.forEach(task -> task.getValue().cancel(false));
            workers.shutdown();
            join(workers);
        }
    }

    /** Waits for the threads that still work: what they use may be closed as soon as {@link #run} has returned. */
    private static void join(ExecutorService workers) {
        try {
            if (!workers.awaitTermination(LONGEST_JOIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "threads pokeai-index still work after {0}", LONGEST_JOIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <R> R result(Future<R> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }
}
