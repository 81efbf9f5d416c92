package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.runtime.internal.threads.EngineThreads;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells when something changes in a folder, which need not exist yet.
 *
 * <p>The operating system's notices are not reliable (they overflow, and network file systems send none), so the
 * folder counts as changed every few seconds anyway; looking at it is cheap.
 */
final class FolderWatch implements AutoCloseable {
    private static final long PERIOD_SECONDS = 2;

    private final Path folder;
    private final Runnable changed;
    private final Thread thread = EngineThreads.watcher(this::run);
    private volatile boolean stopped;

    FolderWatch(Path folder, Runnable changed) {
        this.folder = folder;
        this.changed = changed;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        try (WatchService service = folder.getFileSystem().newWatchService()) {
            WatchKey key = null;
            while (!stopped) {
                if (key == null || !key.isValid()) {
                    key = register(service);
                }
                WatchKey signalled = service.poll(PERIOD_SECONDS, TimeUnit.SECONDS);
                if (signalled != null) {
                    signalled.pollEvents();
                    signalled.reset();
                }
                changed.run();
            }
        } catch (IOException | ClosedWatchServiceException | UnsupportedOperationException e) {
            System.getLogger(FolderWatch.class.getName())
                    .log(System.Logger.Level.WARNING, "changes of " + folder + " are not noticed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() wants the thread to end
        }
    }

    private @Nullable WatchKey register(WatchService service) throws IOException {
        return Files.isDirectory(folder)
                ? folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE)
                : null;
    }
}
