package io.pokeai.demo.internal;

import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A few threads that do the same to many things. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads;

    Workers(int count) {
        this.threads = Executors.newFixedThreadPool(count, task -> new Thread(task, "pokeai-demo"));
    }

    /** The results in the order of the items, whatever the number of threads. */
    <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> work) throws InterruptedException {
        List<Future<R>> tasks = new ArrayList<>(items.size());
        for (T item : items) {
            tasks.add(threads.submit(() -> work.apply(item)));
        }
        List<R> results = new ArrayList<>(items.size());
        for (Future<R> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                throw EngineException.of(e.getCause() == null ? e : e.getCause());
            }
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
