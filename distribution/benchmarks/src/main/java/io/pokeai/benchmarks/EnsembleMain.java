package io.pokeai.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code [PICTURES [ROUNDS]]}: what five folds cost against five passes of one model, taking turns. Above 1: less, because
 * the pictures are decoded once. Then one picture: folds one after the other against folds on all cores.
 */
public final class EnsembleMain {
    private static final int FOLDS = 5;

    private EnsembleMain() {}

    public static void main(String[] args) throws IOException {
        int pictures = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Workload workload = Workload.find();
        Path artifacts = folds(workload);
        Path photo = workload.photo(Workload.SMALL);
        List<Path> photos = Collections.nCopies(pictures, photo);
        EngineSettings settings = EngineSettings.of(artifacts).withWatch(false);
        try (Engine engine = PokeAi.open(settings);
                Engine alone = PokeAi.open(settings.withThreads(1))) {
            Cost single = new Cost();
            Cost ensemble = new Cost();
            single.of(() -> all(engine, "single", photos), false);
            for (int round = 0; round <= rounds; round++) {
                boolean counts = round > 0;
                ensemble.of(() -> all(engine, "five", photos), counts);
                single.of(
                        () -> {
                            for (int pass = 0; pass < FOLDS; pass++) {
                                all(engine, "single", photos);
                            }
                        },
                        counts);
            }
            print(
                    "throughput of 5 folds / (single / 5)",
                    (double) single.wall / ensemble.wall,
                    (double) single.cpu / ensemble.cpu);
            Cost sequential = new Cost();
            Cost parallel = new Cost();
            for (int i = 0; i < 2 * pictures; i++) {
                boolean counts = i >= pictures;
                sequential.of(() -> alone.classify("five", photo), counts);
                parallel.of(() -> engine.classify("five", photo), counts);
            }
            System.out.printf(
                    Locale.ROOT,
                    "one picture, best of %d: sequential %.1f ms, parallel %.1f ms%n",
                    pictures,
                    sequential.wall / 1e6,
                    parallel.wall / 1e6);
        }
    }

    /** The best of several times. */
    private static final class Cost {
        private long wall = Long.MAX_VALUE;
        private long cpu = Long.MAX_VALUE;

        private void of(Runnable work, boolean counts) {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long started = System.nanoTime();
            long startedCpu = system.getProcessCpuTime();
            work.run();
            if (counts) {
                wall = Math.min(wall, System.nanoTime() - started);
                cpu = Math.min(cpu, system.getProcessCpuTime() - startedCpu);
            }
        }
    }

    private static void print(String what, double wall, double cpu) {
        System.out.printf(Locale.ROOT, "%s: %.3f by time, %.3f by processor time%n", what, wall, cpu);
    }

    private static void all(Engine engine, String model, List<Path> photos) {
        try (Stream<Result<Path>> results = engine.classifyAll(BulkRequest.of(model, photos))) {
            long answered = results.filter(Result.Classified.class::isInstance).count();
            if (answered != photos.size()) {
                throw new IllegalStateException(answered + " answers for " + photos.size() + " photos");
            }
        }
    }

    /** The workload's model once alone and five times as a fold. */
    private static Path folds(Workload workload) throws IOException {
        Path artifacts = workload.artifacts().resolveSibling("artifacts-folds");
        Files.createDirectories(artifacts);
        for (int fold = 0; fold <= FOLDS; fold++) {
            Path file = artifacts.resolve(fold == 0 ? "single.onnx" : "five_fold" + fold + ".onnx");
            if (!Files.exists(file)) {
                Path partial = artifacts.resolve("partial");
                Files.copy(workload.model(), partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return artifacts;
    }
}
