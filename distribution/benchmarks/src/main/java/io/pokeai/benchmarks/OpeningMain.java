package io.pokeai.benchmarks;

import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ARTIFACTS CACHE}: opens the only model of a folder and asks it for one answer. The last line is what that took, in
 * milliseconds, from the folder to the logits; and by how many megabytes the process has grown at most over an engine without
 * models.
 */
public final class OpeningMain {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KILO = 1024;

    private OpeningMain() {}

    public static void main(String[] args) throws IOException {
        Path none = Files.createTempDirectory("nothing");
        try (Engine idle = PokeAi.open(settings(none, args[1]))) {
            if (!idle.models().list().isEmpty()) {
                throw new IllegalStateException(none + " is not empty");
            }
        } finally {
            Files.deleteIfExists(none);
        }
        double before = peak();
        long start = System.nanoTime();
        try (Engine engine = PokeAi.open(settings(Path.of(args[0]), args[1]))) {
            try (ModelLease lease = engine.models().lease(engine.models().only())) {
                Crop crop = lease.spec().input().crop();
                float first = lease.infer(ImageTensor.allocate(1, crop.height(), crop.width()))
                        .row(0)[0];
                double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
                System.out.println("first logit " + first);
                System.out.println(millis + " " + (peak() - before));
            }
        }
    }

    private static EngineSettings settings(Path artifacts, String cache) {
        return EngineSettings.of(artifacts)
                .withCache(Path.of(cache))
                .withWatch(false)
                .withDevices(List.of("cpu"));
    }

    /** Megabytes that the process has had at most. */
    private static double peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KILO)
                .findFirst()
                .orElse(0);
    }
}
