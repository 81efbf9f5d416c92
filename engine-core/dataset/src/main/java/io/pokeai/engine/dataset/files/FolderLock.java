package io.pokeai.engine.dataset.files;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the only run that works on something, such as the data set of an artifacts folder. The operating system
 * takes it back from a process that dies.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Ownership</b> the caller that took it closes it.
 */
public final class FolderLock implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * The right to prepare the data set of an artifacts folder.
     *
     * @throws EngineException as {@link #take(Path, String)}
     */
    public static FolderLock take(Path artifacts) {
        return take(
                artifacts.resolve(".cache").resolve("preprocess"),
                "Another run is preparing the data set of " + artifacts + ".");
    }

    /**
     * @param folder of the run, for its lock and its journal; made if it is not there
     * @param conflict the message for a second run, such as {@code Another run is preparing the data set of a/.}
     * @throws EngineException {@code CONFLICT} while another run has it; {@code UNAVAILABLE} when the folder cannot be
     *     written
     */
    public static FolderLock take(Path folder, String conflict) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new EngineException(
                        ErrorCode.CONFLICT, conflict, "Wait until it has ended, or name another folder.");
            }
            return new FolderLock(folder, channel, lock);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    folder + " cannot be written: " + e.getMessage() + ".",
                    "Make it writable, or name another folder.",
                    e);
        }
    }

    /** Closes the channel if there is no lock. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock;
        } catch (OverlappingFileLockException e) {
            return null; // another run in this process
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    /** A file of the run that has the lock. */
    public Path beside(String name) {
        return folder.resolve(name);
    }

    /** Where the run that has the lock keeps its own files. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            System.getLogger(FolderLock.class.getName())
                    .log(System.Logger.Level.DEBUG, "the lock of " + folder + " ends with the process: " + e);
        }
    }
}
