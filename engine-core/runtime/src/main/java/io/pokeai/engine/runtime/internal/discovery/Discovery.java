package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.EngineThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says when the artifacts folder is looked at ({@link FolderScan}): when it changes, when back ends come or go, when a caller
 * asks, and again while files are being written. Callers that need the result of a look wait here.
 *
 * <p><b>Threads</b> all looking happens on one scanner thread; the methods may be called from any.
 */
public final class Discovery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Discovery.class.getName());

    /** The longest wait for a file that does not come to rest. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ArtifactsFolder folder;
    private final FolderScan scan;
    private final Runnable afterAll;
    private final ScheduledThreadPoolExecutor scanner = EngineThreads.scanner();
    private final CountDownLatch firstScan = new CountDownLatch(1);
    private final FolderWatch watch;
    private final ScanState state = new ScanState(PATIENCE);

    /** Whether another look is scheduled: only used on the scanner thread. */
    private boolean repeating;

    /**
     * @param afterAll called on the scanner thread after everything has been looked at again
     * @param clock nanoseconds that only ever go forward
     */
    public Discovery(
            ArtifactsFolder folder,
            Supplier<List<ModelSource>> declared,
            Recognition recognition,
            DiscoveredNames names,
            Runnable afterAll,
            LongSupplier clock) {
        this.folder = folder;
        this.scan = new FolderScan(folder, declared, recognition, names, clock);
        this.afterAll = afterAll;
        this.watch = new FolderWatch(folder.path(), this::rescan);
    }

    public void start(boolean watching) {
        rescan();
        if (watching) {
            watch.start();
        }
    }

    /** Looks again at what has changed. */
    public void rescan() {
        submit(() -> scan(false));
    }

    /**
     * The files of a model are not what they were when it was recognised: looks at them again, and waits until they have come
     * to rest, at most for {@link #PATIENCE}.
     */
    public void lookAgain(ModelFiles files) {
        submit(() -> {
            scan.forget(files);
            scan(false);
        });
        try {
            @SuppressWarnings("unused") // whether or not they have: the next opening sees
            boolean idle = awaitIdle(PATIENCE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at everything again: the back end that recognised a file may have left, and another one may have come. */
    public void backendsChanged() {
        submit(() -> {
            scan(true);
            afterAll.run();
        });
    }

    public boolean awaitFirstScan(Duration atMost) {
        try {
            return firstScan.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * If files have not come to rest yet, waits until they have been looked at, at most for {@link #PATIENCE}; false when
     * there was nothing to wait for.
     */
    public boolean awaitPending(Duration atMost) {
        if (state.isAtRest()) {
            return false;
        }
        try {
            return awaitIdle(Math.min(atMost.toNanos(), PATIENCE.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until no look is under way and all files have come to rest; for the latter at most {@link #PATIENCE}. */
    public boolean awaitIdle(long nanos) throws InterruptedException {
        return state.awaitIdle(nanos);
    }

    /** Whether no look is under way, and none is to be repeated because files are still being written. */
    public boolean isAtRest() {
        return state.isAtRest();
    }

    /** Whether no look is under way but those that are repeated until a file has come to rest. */
    public boolean isIdle() {
        return state.isIdle();
    }

    @Override
    public void close() {
        watch.close();
        scanner.shutdownNow();
        state.end();
    }

    /**
     * Waits for a scan that was under way at {@link #close()}: it may write to the cache, and a closed engine writes nothing. A
     * scan that hangs in a back end is left to its thread.
     */
    public void awaitEnd(Deadline deadline) {
        EngineThreads.end(scanner, deadline);
    }

    private void submit(Runnable look) {
        state.begin();
        try {
            scanner.execute(() -> {
                try {
                    look.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "cannot read " + folder.path(), e);
                } finally {
                    firstScan.countDown();
                    state.done();
                }
            });
        } catch (RejectedExecutionException e) {
            state.done(); // closed meanwhile
        }
    }

    /** On the scanner thread. */
    private void scan(boolean everything) {
        setPending(scan.look(everything));
    }

    private void repeat() {
        repeating = false;
        rescan();
    }

    /** On the scanner thread. */
    private void setPending(boolean young) {
        state.pending(young);
        if (young && !repeating) {
            repeating = true;
            try {
                @Nullable Object unused = scanner.schedule(this::repeat, FolderScan.STILL_NANOS, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                setPending(false); // closed meanwhile
            }
        }
    }
}
