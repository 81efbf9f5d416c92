package io.pokeai.engine.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an engine is opened with. Sealed once the engine runs.
 *
 * @param artifacts the artifacts folder; may be missing or empty, then there are no models yet
 * @param cache a folder for derived data (converted graphs, unpacked natives), safe to delete between runs
 * @param threads the thread budget: decoding and inference of all models together. Engines of one process share it: each gets
 *     at most its own, and all together at most the largest
 * @param devices to try for every model, best first, such as {@code cuda, cpu}
 * @param watch whether changes of the artifacts folder are noticed while the engine runs
 * @param openDeadline how long a caller waits for a model to open, and an opening may take; more than 0, at most a day
 * @param drainDeadline how long a swap and {@link Engine#close} wait for running calls; more than 0, at most a day
 * @param layout what the project declares about its folder
 * @param serving how many single calls may wait, how long, and whether they are batched
 * @param maxPixels the largest width × height of a picture that is decoded, 1…{@link Imaging#LARGEST_MAX_PIXELS}
 * @param retireWhenGone whether a loaded model is closed when its files are removed; else it goes on answering, with a note
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
        long maxPixels,
        boolean retireWhenGone) {
    /** The default of {@link #openDeadline}. */
    public static final Duration OPEN_DEADLINE = Duration.ofMinutes(2);

    /** The default of {@link #drainDeadline}. */
    public static final Duration DRAIN_DEADLINE = Duration.ofSeconds(30);

    /** The largest thread budget. */
    public static final int MAX_THREADS = 1024;

    /** The longest deadline. */
    public static final Duration MAX_DEADLINE = Duration.ofDays(1);

    public EngineSettings {
        EngineException.required(artifacts, "artifacts");
        EngineException.required(cache, "cache");
        devices = List.copyOf(EngineException.required(devices, "devices"));
        requireDeadline("openDeadline", openDeadline);
        requireDeadline("drainDeadline", drainDeadline);
        EngineException.required(layout, "layout");
        EngineException.required(serving, "serving");
        if (threads < 1 || threads > MAX_THREADS) {
            throw EngineException.invalidArgument(
                    "The number of threads must be from 1 to " + MAX_THREADS + ", got " + threads + ".",
                    "Use 1 to " + MAX_THREADS + ".");
        }
        if (maxPixels < 1 || maxPixels > Imaging.LARGEST_MAX_PIXELS) {
            throw EngineException.invalidArgument(
                    "The largest picture must have from 1 to " + Imaging.LARGEST_MAX_PIXELS + " pixels, got "
                            + maxPixels + ".",
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
        this(artifacts, cache, threads, devices, watch, openDeadline, drainDeadline, layout, Serving.DEFAULT);
    }

    /** With Pillow's limit for the size of pictures, and loaded models that go on answering when their files are removed. */
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
                Imaging.DEFAULT_MAX_PIXELS,
                false);
    }

    /** All cores that the process may use (cgroups are respected), the GPU where there is one, watching. */
    public static EngineSettings of(Path artifacts) {
        EngineException.required(artifacts, "artifacts");
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

    private static void requireDeadline(String name, Duration deadline) {
        EngineException.required(deadline, name);
        if (deadline.isZero() || deadline.isNegative() || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw EngineException.invalidArgument(
                    "The setting '" + name + "' is " + deadline + ".",
                    "Use more than 0 and at most " + MAX_DEADLINE.toMillis() + " ms (a day).");
        }
    }

    /** Another artifacts folder; the cache stays where it is. */
    public EngineSettings withArtifacts(Path folder) {
        return with(copy -> copy.artifacts = folder);
    }

    /** @param longest that a caller waits for a model to open, and that an opening may take */
    public EngineSettings withOpenDeadline(Duration longest) {
        return with(copy -> copy.openDeadline = longest);
    }

    /** @param longest that a swap and {@link Engine#close} wait for running calls */
    public EngineSettings withDrainDeadline(Duration longest) {
        return with(copy -> copy.drainDeadline = longest);
    }

    public EngineSettings withCache(Path folder) {
        return with(copy -> copy.cache = folder);
    }

    public EngineSettings withThreads(int budget) {
        return with(copy -> copy.threads = budget);
    }

    public EngineSettings withDevices(List<String> wanted) {
        return with(copy -> copy.devices = wanted);
    }

    public EngineSettings withWatch(boolean wanted) {
        return with(copy -> copy.watch = wanted);
    }

    public EngineSettings withLayout(FolderLayout said) {
        return with(copy -> copy.layout = said);
    }

    public EngineSettings withServing(Serving wanted) {
        return with(copy -> copy.serving = wanted);
    }

    public EngineSettings withMaxPixels(long limit) {
        return with(copy -> copy.maxPixels = limit);
    }

    public EngineSettings withRetireWhenGone(boolean wanted) {
        return with(copy -> copy.retireWhenGone = wanted);
    }

    private EngineSettings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.sealed();
    }

    /** The settings while one of them is changed. */
    private static final class Copy {
        private Path artifacts;
        private Path cache;
        private int threads;
        private List<String> devices;
        private boolean watch;
        private Duration openDeadline;
        private Duration drainDeadline;
        private FolderLayout layout;
        private Serving serving;
        private long maxPixels;
        private boolean retireWhenGone;

        Copy(EngineSettings from) {
            artifacts = from.artifacts;
            cache = from.cache;
            threads = from.threads;
            devices = from.devices;
            watch = from.watch;
            openDeadline = from.openDeadline;
            drainDeadline = from.drainDeadline;
            layout = from.layout;
            serving = from.serving;
            maxPixels = from.maxPixels;
            retireWhenGone = from.retireWhenGone;
        }

        EngineSettings sealed() {
            return new EngineSettings(
                    artifacts,
                    cache,
                    threads,
                    devices,
                    watch,
                    openDeadline,
                    drainDeadline,
                    layout,
                    serving,
                    maxPixels,
                    retireWhenGone);
        }
    }
}
