package io.pokeai.engine.runtime.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.ContentHashes;
import io.pokeai.engine.spi.ModelSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the slots of a registry in step with the artifacts folder, the declared models and the back ends.
 *
 * <p><b>Threads</b> all looking happens on one scanner thread; the methods may be called from any.
 */
final class Discovery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Discovery.class.getName());
    private static final long RETRY_MILLIS = 250;

    private final ArtifactsFolder folder;
    private final Supplier<List<ModelSource>> declared;
    private final Backends backends;
    private final ContentHashes hashes;
    private final BiConsumer<String, Consumer<ModelSlot>> slots;
    private final Consumer<String> remover;
    private final ScheduledThreadPoolExecutor scanner = EngineThreads.scanner();
    private final CountDownLatch firstScan = new CountDownLatch(1);
    private final FolderWatch watch;

    /** What was seen at the last look, by file: only used on the scanner thread. */
    private final Map<Path, Seen> seen = new HashMap<>();

    private record Seen(String stamp, String slot) {}

    private final Object idleLock = new Object();

    @GuardedBy("idleLock")
    private int queued;

    @GuardedBy("idleLock")
    private boolean pending;

    /**
     * @param hashes makes the versions of the models
     * @param slots tells the slot of a name something, making it if need be
     * @param remover takes a slot away
     */
    Discovery(
            ArtifactsFolder folder,
            Supplier<List<ModelSource>> declared,
            Backends backends,
            ContentHashes hashes,
            BiConsumer<String, Consumer<ModelSlot>> slots,
            Consumer<String> remover) {
        this.folder = folder;
        this.declared = declared;
        this.backends = backends;
        this.hashes = hashes;
        this.slots = slots;
        this.remover = remover;
        this.watch = new FolderWatch(folder.path(), this::rescan);
    }

    void start(boolean watching) {
        rescan();
        if (watching) {
            watch.start();
        }
    }

    /** Looks again at what has changed. */
    void rescan() {
        submit(() -> scan(false));
    }

    /** Looks at everything again: who recognised a file may have left, who did not may have come. */
    void backendsChanged() {
        submit(() -> scan(true));
    }

    boolean awaitFirstScan(Duration atMost) {
        try {
            return firstScan.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** If files were too young to be read, waits until they have been; false when there was nothing to wait for. */
    boolean awaitPending(Duration atMost) {
        synchronized (idleLock) {
            if (!pending && queued == 0) {
                return false;
            }
        }
        try {
            return awaitIdle(atMost.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until no look is under way and no file is too young to be read. */
    boolean awaitIdle(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        synchronized (idleLock) {
            while (queued > 0 || pending) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0) {
                    return false;
                }
                idleLock.wait(millis);
            }
            return true;
        }
    }

    boolean isIdle() {
        synchronized (idleLock) {
            return queued == 0 && !pending;
        }
    }

    @Override
    public void close() {
        watch.close();
        scanner.shutdownNow();
        synchronized (idleLock) {
            queued = 0;
            pending = false;
            idleLock.notifyAll();
        }
    }

    static EngineException noBackend(String problem) {
        return new EngineException(
                ErrorCode.NO_BACKEND,
                problem,
                "Install one: put its jar into the plugins folder, or on the class path (pokeai doctor says what is"
                        + " there).");
    }

    private void submit(Runnable look) {
        synchronized (idleLock) {
            queued++;
        }
        try {
            scanner.execute(() -> {
                try {
                    look.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "cannot read " + folder.path(), e);
                } finally {
                    firstScan.countDown();
                    done();
                }
            });
        } catch (RejectedExecutionException e) {
            done(); // closed meanwhile
        }
    }

    private void done() {
        synchronized (idleLock) {
            queued = Math.max(0, queued - 1);
            idleLock.notifyAll();
        }
    }

    private void scan(boolean everything) {
        Map<Path, Supplier<ModelSource>> sources = new LinkedHashMap<>();
        Map<Path, String> stamps = new HashMap<>();
        boolean young = false;
        for (ArtifactsFolder.Entry entry : folder.list()) {
            if (entry.settled() || isUnchanged(entry.path(), entry.stamp())) {
                sources.put(entry.path(), () -> folder.source(entry.path()));
                stamps.put(entry.path(), entry.stamp());
            } else {
                young = true;
                if (seen.containsKey(entry.path())) { // keeps what it was until it is complete again
                    stamps.put(entry.path(), "changing");
                }
            }
        }
        for (ModelSource source : declared.get()) {
            sources.put(source.file(), () -> source);
            stamps.put(source.file(), source.toString());
        }
        forgetAllBut(stamps);
        for (Map.Entry<Path, Supplier<ModelSource>> source : sources.entrySet()) {
            String stamp = String.valueOf(stamps.get(source.getKey()));
            if (everything || !isUnchanged(source.getKey(), stamp)) {
                look(source.getKey(), source.getValue(), stamp);
            }
        }
        setPending(young);
    }

    private boolean isUnchanged(Path file, String stamp) {
        Seen before = seen.get(file);
        return before != null && before.stamp().equals(stamp);
    }

    private void forgetAllBut(Map<Path, String> present) {
        List<Path> gone = new ArrayList<>(seen.keySet());
        gone.removeAll(present.keySet());
        for (Path file : gone) {
            Seen last = seen.remove(file);
            if (last != null) {
                remover.accept(last.slot());
            }
        }
    }

    private void look(Path file, Supplier<ModelSource> source, String stamp) {
        Seen before = seen.get(file);
        try {
            Optional<Candidate> candidate = recognise(source.get().withHashes(hashes));
            String name = candidate.map(found -> found.spec().name()).orElseGet(() -> fallbackName(file));
            String slot = free(name, file);
            if (before != null && !before.slot().equals(slot)) {
                remover.accept(before.slot());
            }
            seen.put(file, new Seen(stamp, slot));
            if (candidate.isEmpty()) {
                slots.accept(slot, found -> rejectUnlessWithdrawn(found, file));
            } else if (slot.equals(name)) {
                Candidate offered = candidate.get();
                slots.accept(slot, found -> found.offer(offered));
            } else {
                slots.accept(slot, found -> found.reject(List.of(file), nameTaken(name)));
            }
        } catch (RuntimeException e) {
            String slot = before != null ? before.slot() : free(fallbackName(file), file);
            seen.put(file, new Seen(stamp, slot));
            EngineException why = EngineException.of(e);
            slots.accept(slot, found -> found.reject(List.of(file), why));
        }
    }

    private void rejectUnlessWithdrawn(ModelSlot slot, Path file) {
        boolean withdrawn = slot.status()
                .error()
                .filter(error -> error.code() == ErrorCode.UNAVAILABLE)
                .isPresent();
        if (!withdrawn) {
            slot.reject(List.of(file), noBackend("No installed back end opens " + file.getFileName() + "."));
        }
    }

    private Optional<Candidate> recognise(ModelSource source) {
        EngineException refusal = null;
        for (ClassifierFactory factory : backends.inOrder()) {
            try {
                Optional<ModelSpec> spec = factory.recognise(source);
                if (spec.isPresent()) {
                    return Optional.of(new Candidate(spec.get(), factory));
                }
            } catch (EngineException e) {
                refusal = refusal == null ? e : refusal;
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        return Optional.empty();
    }

    /** The wanted name, or the whole file name if another file has it already. */
    private String free(String name, Path file) {
        return isTaken(name, file) ? fullName(file, name) : name;
    }

    private boolean isTaken(String name, Path file) {
        return seen.entrySet().stream()
                .anyMatch(entry ->
                        !entry.getKey().equals(file) && entry.getValue().slot().equals(name));
    }

    private String fullName(Path file, String wanted) {
        String name = ModelSpec.nameOf(String.valueOf(file.getFileName()));
        return name.equals(wanted) || isTaken(name, file) ? ModelSpec.nameOf(file.toString()) : name;
    }

    private static String fallbackName(Path file) {
        return ModelSpec.nameOf(ArtifactsFolder.stem(file));
    }

    private static EngineException nameTaken(String name) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "Another file is model '" + name + "' already.",
                "Rename one of the files, or declare another name in a " + SideFile.SUFFIX + " file.");
    }

    private void setPending(boolean young) {
        synchronized (idleLock) {
            pending = young;
            idleLock.notifyAll();
        }
        if (young) {
            try {
                @Nullable Object unused = scanner.schedule(this::rescan, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                setPending(false); // closed meanwhile
            }
        }
    }
}
