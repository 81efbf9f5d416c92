package io.pokeai.spark.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that all jobs share. */
final class HostOptions {
    @Option(
            names = "--artifacts",
            paramLabel = "DIR",
            description = "Folder with the models, at the same place on each machine (default: ./artifacts).")
    private Path artifacts = Path.of("artifacts");

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Folder for libraries and derived data on each machine (default: .cache of the artifacts folder).")
    private @Nullable Path cache;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the engine in each executor (default: all cores).")
    private int threads;

    @Option(names = "--pictures-per-task", paramLabel = "N", description = "Pictures in a task, about (default: 256).")
    private int pictures = 256;

    Path artifacts() {
        return artifacts.toAbsolutePath().normalize();
    }

    int pictures() {
        return Math.max(1, pictures);
    }

    HostSettings settings() {
        return new HostSettings(
                artifacts().toString(),
                cache == null ? null : cache.toAbsolutePath().toString(),
                threads);
    }
}
