package io.pokeai.engine.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an engine is opened with. Sealed once the engine runs.
 *
 * @param artifacts the artifacts folder; may be missing or empty, then there are no models yet
 * @param cache a folder for derived data (converted graphs, unpacked natives), safe to delete between runs
 * @param threads the thread budget of the process: decoding and inference of all models together
 * @param devices to try for every model, best first, such as {@code cuda, cpu}
 * @param watch whether changes of the artifacts folder are noticed while the engine runs
 * @param openDeadline how long a caller waits for a model to open
 * @param drainDeadline how long closing waits for running calls
 * @param layout what the project says about its folder
 * @param serving how many single calls are kept, how long, and whether batches are made of them
 * @param maxPixels the largest width × height of a picture that is decoded
 */
public record EngineSettings(
        Path artifacts,
        Path cache,
        int threads,
        List<String> devices,
        boolean watch,
        Duration openDeadline,
        Duration drainDeadline,
        FolderLayout layout,
        Serving serving,
        long maxPixels) {
    /** The default of {@link #openDeadline}. */
    public static final Duration OPEN_DEADLINE = Duration.ofMinutes(2);

    /** The default of {@link #drainDeadline}. */
    public static final Duration DRAIN_DEADLINE = Duration.ofSeconds(30);

    /** The largest thread budget. */
    public static final int MAX_THREADS = 1024;

    public EngineSettings {
        devices = List.copyOf(devices);
        if (threads < 1 || threads > MAX_THREADS) {
            throw EngineException.invalidArgument(
                    "A budget of " + threads + " threads was asked for.", "Use 1 to " + MAX_THREADS + ".");
        }
        if (maxPixels < 1 || maxPixels > Imaging.LARGEST_MAX_PIXELS) {
            throw EngineException.invalidArgument(
                    "Pictures of up to " + maxPixels + " pixels were asked for.",
                    "Use 1 to " + Imaging.LARGEST_MAX_PIXELS + ".");
        }
        if (devices.isEmpty()) {
            throw EngineException.invalidArgument("No device was given.", "Give at least one, such as 'cpu'.");
        }
    }

    /** With {@link Serving#DEFAULT}. */
    public EngineSettings(
            Path artifacts,
            Path cache,
            int threads,
            List<String> devices,
            boolean watch,
            Duration openDeadline,
            Duration drainDeadline,
            FolderLayout layout) {
        this(
                artifacts,
                cache,
                threads,
                devices,
                watch,
                openDeadline,
                drainDeadline,
                layout,
                Serving.DEFAULT,
                Imaging.DEFAULT_MAX_PIXELS);
    }

    /** With {@link Imaging#DEFAULT_MAX_PIXELS}. */
    public EngineSettings(
            Path artifacts,
            Path cache,
            int threads,
            List<String> devices,
            boolean watch,
            Duration openDeadline,
            Duration drainDeadline,
            FolderLayout layout,
            Serving serving) {
        this(
                artifacts,
                cache,
                threads,
                devices,
                watch,
                openDeadline,
                drainDeadline,
                layout,
                serving,
                Imaging.DEFAULT_MAX_PIXELS);
    }

    /** All cores that the process may use (cgroups are respected), the GPU where there is one, watching. */
    public static EngineSettings of(Path artifacts) {
        return new EngineSettings(
                artifacts,
                artifacts.resolve(".cache"),
                Runtime.getRuntime().availableProcessors(),
                List.of("cuda", "cpu"),
                true,
                OPEN_DEADLINE,
                DRAIN_DEADLINE,
                FolderLayout.AS_FOUND);
    }

    public EngineSettings withCache(Path folder) {
        return new EngineSettings(
                artifacts, folder, threads, devices, watch, openDeadline, drainDeadline, layout, serving, maxPixels);
    }

    public EngineSettings withThreads(int budget) {
        return new EngineSettings(
                artifacts, cache, budget, devices, watch, openDeadline, drainDeadline, layout, serving, maxPixels);
    }

    public EngineSettings withDevices(List<String> wanted) {
        return new EngineSettings(
                artifacts, cache, threads, wanted, watch, openDeadline, drainDeadline, layout, serving, maxPixels);
    }

    public EngineSettings withWatch(boolean wanted) {
        return new EngineSettings(
                artifacts, cache, threads, devices, wanted, openDeadline, drainDeadline, layout, serving, maxPixels);
    }

    public EngineSettings withLayout(FolderLayout said) {
        return new EngineSettings(
                artifacts, cache, threads, devices, watch, openDeadline, drainDeadline, said, serving, maxPixels);
    }

    public EngineSettings withServing(Serving wanted) {
        return new EngineSettings(
                artifacts, cache, threads, devices, watch, openDeadline, drainDeadline, layout, wanted, maxPixels);
    }

    public EngineSettings withMaxPixels(long limit) {
        return new EngineSettings(
                artifacts, cache, threads, devices, watch, openDeadline, drainDeadline, layout, serving, limit);
    }
}
