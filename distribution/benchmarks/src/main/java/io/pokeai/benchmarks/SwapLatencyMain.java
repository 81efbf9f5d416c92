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
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code [CALLERS [SECONDS [ROUNDS]]]}: what callers notice of one swap a second. Quiet and swapping phases take turns; each
 * call is a photo of 500 × 375 from its file to the prediction.
 */
public final class SwapLatencyMain {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
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
        Latencies quiet = Latencies.NONE;
        Latencies swapping = Latencies.NONE;
        AtomicInteger swaps = new AtomicInteger();
        try (Engine engine = PokeAi.open(settings)) {
            Callers calling = new Callers(callers, () -> engine.classify(Workload.MODEL, photo));
            calling.during(Callers.seconds(seconds));
            for (int round = 0; round < rounds; round++) {
                quiet = quiet.and(calling.during(Callers.seconds(seconds)));
                swapping = swapping.and(calling.during(() -> swaps.addAndGet(swap(engine, other, seconds))));
            }
        }
        quiet.print("without swaps", "0 swaps");
        swapping.print("one swap a second", swaps + " swaps");
        System.out.printf(
                Locale.ROOT, "p99 with swaps / p99 without: %.2f%n", swapping.percentile(99) / quiet.percentile(99));
    }

    /** Swaps once a second, to the other file and back. Returns how many it did. */
    private static int swap(Engine engine, Path other, int seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * NANOS_PER_SECOND;
        int done = 0;
        while (System.nanoTime() < end) {
            long next = System.nanoTime() + NANOS_PER_SECOND;
            boolean back = engine.control().status(Workload.MODEL).pinned();
            engine.control()
                    .swap(Workload.MODEL, back ? SwapTarget.AS_FOUND : SwapTarget.file(other), WHO)
                    .orThrow();
            done++;
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / NANOS_PER_MILLI));
        }
        return done;
    }
}
