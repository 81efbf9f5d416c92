package io.pokeai.engine.runtime.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.ForeignContent;
import io.pokeai.engine.spi.ModelSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** A file of unknown kind is waited for twice as long as it takes to become still. */
    private static final int MOST_RETRIES = (int) (2 * ArtifactsFolder.STILL.toMillis() / RETRY_MILLIS);

    private static final String NO_SLOT = "";

    private final ArtifactsFolder folder;
    private final Supplier<List<ModelSource>> declared;
    private final Recognition recognition;
    private final BiConsumer<String, Consumer<ModelSlot>> slots;
    private final Consumer<String> remover;
    private final Runnable afterAll;
    private final ScheduledThreadPoolExecutor scanner = EngineThreads.scanner();
    private final CountDownLatch firstScan = new CountDownLatch(1);
    private final FolderWatch watch;

    /** What was seen at the last look, by the pattern of its files: only used on the scanner thread. */
    private final Map<String, Seen> seen = new HashMap<>();

    /** How often a file of unknown kind was too young, as a log that is being written is for ever. Only as {@code seen}. */
    private final Map<String, Integer> restless = new HashMap<>();

    /** @param slot {@link #NO_SLOT} for a file that is nobody's business */
    private record Seen(String stamp, String slot) {
        boolean isModel() {
            return !slot.equals(NO_SLOT);
        }
    }

    /**
     * Something that may be a model now.
     *
     * @param unknown whether neither its name nor anybody says that it is one
     */
    private record Sighting(ModelFiles files, Supplier<ModelSource> source, String stamp, boolean unknown) {}

    private final Object idleLock = new Object();

    @GuardedBy("idleLock")
    private int queued;

    @GuardedBy("idleLock")
    private boolean pending;

    /**
     * @param slots tells the slot of a name something, making it if need be
     * @param remover takes a slot away
     * @param afterAll called on the scanner thread after everything has been looked at again
     */
    Discovery(
            ArtifactsFolder folder,
            Supplier<List<ModelSource>> declared,
            Recognition recognition,
            BiConsumer<String, Consumer<ModelSlot>> slots,
            Consumer<String> remover,
            Runnable afterAll) {
        this.folder = folder;
        this.declared = declared;
        this.recognition = recognition;
        this.slots = slots;
        this.remover = remover;
        this.afterAll = afterAll;
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
        submit(() -> {
            scan(true);
            afterAll.run();
        });
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
                "Install one: put its jar into the plugins folder, or on the class path.");
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
        Map<String, Sighting> sightings = new LinkedHashMap<>();
        Set<String> present = new HashSet<>();
        boolean young = false;
        for (ArtifactsFolder.Entry entry : folder.list()) {
            ModelFiles files = entry.files();
            present.add(files.pattern()); // while it is incomplete, it stays what it was
            if (entry.settled() || isUnchanged(files, entry.stamp())) {
                sightings.put(
                        files.pattern(),
                        new Sighting(files, () -> folder.source(files), entry.stamp(), isUnknown(files)));
                restless.remove(files.pattern());
            } else {
                young |= !isUnknown(files) || restless.merge(files.pattern(), 1, Integer::sum) <= MOST_RETRIES;
            }
        }
        for (ModelSource source : declared.get()) {
            ModelFiles files = ModelFiles.lone(source.file());
            String stamp = source + "|" + ArtifactsFolder.stamp(files.beside(CertificateFile.SUFFIX));
            present.add(files.pattern());
            sightings.put(files.pattern(), new Sighting(files, () -> source, stamp, false));
        }
        forgetAllBut(present);
        restless.keySet().retainAll(present);
        for (Sighting sighting : sightings.values()) {
            if (everything || !isUnchanged(sighting.files(), sighting.stamp())) {
                look(sighting);
            }
        }
        setPending(young);
    }

    private boolean isUnchanged(ModelFiles files, String stamp) {
        Seen before = seen.get(files.pattern());
        return before != null && before.stamp().equals(stamp);
    }

    private void forgetAllBut(Set<String> present) {
        List<String> gone = new ArrayList<>(seen.keySet());
        gone.removeAll(present);
        for (String pattern : gone) {
            Seen last = seen.remove(pattern);
            if (last != null && last.isModel()) {
                remover.accept(last.slot());
            }
        }
    }

    private void look(Sighting sighting) {
        ModelFiles files = sighting.files();
        Seen before = seen.get(files.pattern());
        try {
            ModelSource source = sighting.source().get();
            Optional<Candidate> candidate = sighting.unknown()
                    ? recognition.recogniseUnknown(files, source)
                    : recognition.recognise(files, source);
            if (candidate.isEmpty() && sighting.unknown() && (before == null || !before.isModel())) {
                seen.put(
                        files.pattern(),
                        new Seen(sighting.stamp(), NO_SLOT)); // a README, and no model that lacks a back end
                return;
            }
            String name = candidate.map(found -> found.spec().name()).orElseGet(() -> fallbackName(files));
            String slot = free(name, files);
            if (before != null && before.isModel() && !before.slot().equals(slot)) {
                remover.accept(before.slot());
            }
            seen.put(files.pattern(), new Seen(sighting.stamp(), slot));
            if (candidate.isEmpty()) {
                slots.accept(slot, found -> rejectUnlessWithdrawn(found, files));
            } else if (slot.equals(name)) {
                Candidate offered = candidate.get();
                slots.accept(slot, found -> found.offer(offered));
            } else {
                slots.accept(slot, found -> found.reject(files.paths(), nameTaken(name)));
            }
        } catch (RuntimeException e) {
            String slot = before != null && before.isModel() ? before.slot() : free(fallbackName(files), files);
            seen.put(files.pattern(), new Seen(sighting.stamp(), slot));
            EngineException why = EngineException.of(e);
            slots.accept(slot, found -> found.reject(files.paths(), why));
        }
    }

    private static boolean isUnknown(ModelFiles files) {
        return files.isLone() && !FileNames.isModel(files.paths().get(0));
    }

    private void rejectUnlessWithdrawn(ModelSlot slot, ModelFiles files) {
        boolean withdrawn = slot.status()
                .error()
                .filter(error -> error.code() == ErrorCode.UNAVAILABLE)
                .isPresent();
        if (!withdrawn) {
            // Whoever wrote the file knows best whether a text is a model.
            String content = ForeignContent.of(files.paths().get(0))
                    .map(found -> ", which " + found.what())
                    .orElse("");
            slot.reject(files.paths(), noBackend("No installed back end opens " + files.shownName() + content + "."));
        }
    }

    /** The wanted name, or the whole file name if another file has it already. */
    private String free(String name, ModelFiles files) {
        return isTaken(name, files) ? fullName(files, name) : name;
    }

    private boolean isTaken(String name, ModelFiles files) {
        return seen.entrySet().stream()
                .anyMatch(entry -> !entry.getKey().equals(files.pattern())
                        && entry.getValue().slot().equals(name));
    }

    private String fullName(ModelFiles files, String wanted) {
        String name = ModelSpec.nameOf(files.shownName());
        return name.equals(wanted) || isTaken(name, files) ? ModelSpec.nameOf(files.pattern()) : name;
    }

    private static String fallbackName(ModelFiles files) {
        return files.name().orElseGet(() -> ModelSpec.nameOf(files.stem()));
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
