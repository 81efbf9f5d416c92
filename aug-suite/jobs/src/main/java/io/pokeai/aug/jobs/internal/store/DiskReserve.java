package io.pokeai.aug.jobs.internal.store;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Some space that is kept so that a job can say that the disk is full: when a line cannot be written, the space is given back and the
 * line is written. It is taken again when there is some.
 *
 * <p><b>Threads</b> safe.
 */
public final class DiskReserve {
    private static final int BYTES = 256 << 10;

    /** The operating systems' words for a disk that is full; Java has no code for it. */
    private static final String[] FULL = {
        "no space left", "disk quota exceeded", "not enough space", "disk full", "file too large"
    };

    private final Path file;

    DiskReserve(Path file) {
        this.file = file;
    }

    /** Takes the space, if there is some. */
    synchronized void take() {
        try {
            if (Files.exists(file) && Files.size(file) == BYTES) {
                return;
            }
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.allocate(BYTES));
                channel.force(true);
            }
        } catch (IOException e) {
            System.getLogger(DiskReserve.class.getName())
                    .log(System.Logger.Level.DEBUG, "no space is kept: " + e.getMessage());
        }
    }

    /** Adds an event as {@link JobJournal#append} does; on a full disk it first frees the reserve, so that the event has room. */
    long append(JobJournal journal, String line) {
        try {
            return journal.append(line);
        } catch (EngineException e) {
            if (!isFull(e) || !giveBack()) {
                throw e;
            }
            return journal.append(line);
        }
    }

    private synchronized boolean giveBack() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether something failed because a disk is full. */
    public static boolean isFull(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException && saysFull(message)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysFull(String message) {
        for (String words : FULL) {
            if (message.contains(words)) {
                return true;
            }
        }
        return false;
    }
}
