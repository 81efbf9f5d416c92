package io.pokeai.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What repeating a task for a while has shown.
 *
 * @param calls of all threads
 * @param medianNanos of one call, by the clock
 * @param cpuNanos mean of one call, of the calling thread
 */
record Measurement(long calls, long medianNanos, long cpuNanos) {

    /** Repeats a task, at least once, on so many threads at once. */
    static Measurement of(Task task, long millis, int threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<Calls>> loops = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Task.Work work = task.repeatable();
                loops.add(() -> {
                    start.await();
                    return repeat(work, millis * 1_000_000);
                });
            }
            Calls all = new Calls(new long[0], 0);
            for (Future<Calls> loop : executor.invokeAll(loops)) {
                all = all.and(loop.get());
            }
            return all.summary();
        } finally {
            executor.shutdownNow();
        }
    }

    @Override
    public String toString() {
        return calls + "\t" + medianNanos + "\t" + cpuNanos;
    }

    private static Calls repeat(Task.Work work, long nanos) throws Exception {
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long[] durations = new long[1024];
        int calls = 0;
        long cpuBefore = cpu.getCurrentThreadCpuTime();
        long now = System.nanoTime();
        long end = now + nanos;
        do {
            work.once();
            long done = System.nanoTime();
            if (calls == durations.length) {
                durations = Arrays.copyOf(durations, calls * 2);
            }
            durations[calls++] = done - now;
            now = done;
        } while (now < end);
        return new Calls(Arrays.copyOf(durations, calls), cpu.getCurrentThreadCpuTime() - cpuBefore);
    }

    /** What one thread, or several, have measured. */
    private static final class Calls {
        private final long[] durations;
        private final long cpuNanos;

        Calls(long[] durations, long cpuNanos) {
            this.durations = durations;
            this.cpuNanos = cpuNanos;
        }

        Calls and(Calls other) {
            long[] both = Arrays.copyOf(durations, durations.length + other.durations.length);
            System.arraycopy(other.durations, 0, both, durations.length, other.durations.length);
            return new Calls(both, cpuNanos + other.cpuNanos);
        }

        Measurement summary() {
            long[] sorted = durations.clone();
            Arrays.sort(sorted);
            return new Measurement(sorted.length, sorted[sorted.length / 2], cpuNanos / sorted.length);
        }
    }
}
