package io.pokeai.benchmarks;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code [CALLERS [SECONDS [ROUNDS]]]}: what callers notice of one swap a second. Quiet and swapping phases take turns; each
 * call is a photo of 500 × 375 from its file to the prediction.
 */
public final class SwapLatencyMain {
    private static final long SWAP_MILLIS = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final SwapTerms WHO = SwapTerms.of("benchmark");

    private SwapLatencyMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int callers = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Workload workload = Workload.find();
        Path other = workload.artifacts().resolveSibling("other.onnx");
        Files.copy(workload.model(), other, StandardCopyOption.REPLACE_EXISTING);
        Path photo = workload.photo(Workload.SMALL);
        EngineSettings settings = EngineSettings.of(workload.artifacts()).withWatch(false);
        List<Long> quiet = new ArrayList<>();
        List<Long> swapping = new ArrayList<>();
        int swaps = 0;
        try (Engine engine = PokeAi.open(settings)) {
            phase(engine, photo, callers, seconds, false, other);
            for (int round = 0; round < rounds; round++) {
                quiet.addAll(
                        phase(engine, photo, callers, seconds, false, other).nanos());
                Phase loaded = phase(engine, photo, callers, seconds, true, other);
                swapping.addAll(loaded.nanos());
                swaps += loaded.swaps();
            }
        }
        print("without swaps", quiet, 0);
        print("one swap a second", swapping, swaps);
        System.out.printf(
                Locale.ROOT, "p99 with swaps / p99 without: %.2f%n", percentile(swapping, 99) / percentile(quiet, 99));
    }

    /** What a phase has seen. */
    private record Phase(List<Long> nanos, int swaps) {}

    private static Phase phase(Engine engine, Path photo, int callers, int seconds, boolean swaps, Path other)
            throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        List<List<Long>> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            List<Long> own = new ArrayList<>();
            all.add(own);
            threads.add(new Thread(() -> {
                while (!stop.get()) {
                    long start = System.nanoTime();
                    engine.classify(Workload.MODEL, photo);
                    own.add(System.nanoTime() - start);
                }
            }));
        }
        threads.forEach(Thread::start);
        long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
        int done = 0;
        while (System.nanoTime() < end) {
            long next = System.nanoTime() + (long) (SWAP_MILLIS * NANOS_PER_MILLI);
            if (swaps) {
                boolean back = engine.control().status(Workload.MODEL).pinned();
                engine.control()
                        .swap(Workload.MODEL, back ? SwapTarget.AS_FOUND : SwapTarget.file(other), WHO)
                        .orThrow();
                done++;
            }
            Thread.sleep(Math.max(0, (long) ((next - System.nanoTime()) / NANOS_PER_MILLI)));
        }
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return new Phase(all.stream().flatMap(List::stream).toList(), done);
    }

    private static void print(String what, List<Long> nanos, int swaps) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d calls, %d swaps, p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
                what,
                nanos.size(),
                swaps,
                percentile(nanos, 50),
                percentile(nanos, 99),
                percentile(nanos, 100));
    }

    private static double percentile(List<Long> nanos, int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        int index = (int) Math.ceil(percent / 100.0 * sorted.length) - 1;
        return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
    }
}
