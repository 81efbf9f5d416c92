package io.pokeai.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Callers that call again and again, each after its last answer.
 *
 * @param count how many
 * @param call one call, until its answer
 */
record Callers(int count, Runnable call) {
    /** What goes on while they call; they stop when it returns. */
    @FunctionalInterface
    interface Meanwhile {
        void run() throws InterruptedException;
    }

    /** Nothing goes on for so many seconds. */
    static Meanwhile seconds(int seconds) {
        return () -> Thread.sleep(seconds * 1000L);
    }

    /** How long each call took. */
    Latencies during(Meanwhile meanwhile) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        List<List<Long>> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Long> own = new ArrayList<>();
            all.add(own);
            threads.add(new Thread(() -> {
                while (!stop.get()) {
                    long start = System.nanoTime();
                    call.run();
                    own.add(System.nanoTime() - start);
                }
            }));
        }
        threads.forEach(Thread::start);
        try {
            meanwhile.run();
        } finally {
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return new Latencies(all.stream().flatMap(List::stream).toList());
    }
}
