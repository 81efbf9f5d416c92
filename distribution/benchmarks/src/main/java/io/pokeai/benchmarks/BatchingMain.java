package io.pokeai.benchmarks;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code [CALLERS [SECONDS [ROUNDS [BATCH [DELAY_MILLIS]]]]]}: what dynamic batching does to throughput and latency. Rounds
 * without and with it take turns; each call is a photo of 500 × 375 from its file to the prediction.
 */
public final class BatchingMain {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private BatchingMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int callers = number(args, 0, 8);
        int seconds = number(args, 1, 10);
        int rounds = number(args, 2, 3);
        Duration delay = Duration.ofMillis(number(args, 4, 5));
        Batching batching = new Batching(number(args, 3, 4), delay);
        Workload workload = Workload.find();
        Path photo = workload.photo(Workload.SMALL);
        EngineSettings settings = EngineSettings.of(workload.artifacts()).withWatch(false);
        List<Long> single = new ArrayList<>();
        List<Long> batched = new ArrayList<>();
        try (Engine without = PokeAi.open(settings);
                Engine with = PokeAi.open(settings.withServing(Serving.DEFAULT.withBatching(batching)))) {
            phase(without, photo, callers, seconds);
            phase(with, photo, callers, seconds);
            for (int round = 0; round < rounds; round++) {
                single.addAll(phase(without, photo, callers, seconds));
                batched.addAll(phase(with, photo, callers, seconds));
            }
        }
        print("each by itself", single, rounds * seconds);
        print(batching.toString(), batched, rounds * seconds);
        System.out.printf(
                Locale.ROOT,
                "throughput %.2f ×, p50 %+.1f ms (maximum delay %d ms)%n",
                (double) batched.size() / single.size(),
                median(batched) - median(single),
                delay.toMillis());
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private static List<Long> phase(Engine engine, Path photo, int callers, int seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
        List<List<Long>> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            List<Long> own = new ArrayList<>();
            all.add(own);
            threads.add(new Thread(() -> {
                for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                    engine.classify(Workload.MODEL, photo);
                    own.add(System.nanoTime() - start);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return all.stream().flatMap(List::stream).toList();
    }

    private static void print(String what, List<Long> nanos, int seconds) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d calls, %.1f a second, p50 %.1f ms%n",
                what,
                nanos.size(),
                (double) nanos.size() / seconds,
                median(nanos));
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElse(0L) / NANOS_PER_MILLI;
    }
}
