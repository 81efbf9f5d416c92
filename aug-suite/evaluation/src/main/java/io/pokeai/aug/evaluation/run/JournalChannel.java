package io.pokeai.aug.evaluation.run;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The file of a journal of records: read and written at positions, whole buffers at a time.
 *
 * <p><b>Threads</b> {@link #fill} may be called by many, the rest by one.<br>
 * <b>Ownership</b> whoever opens it closes it.
 */
public final class JournalChannel implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private JournalChannel(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a file, and makes it if it is not there.
     *
     * @param file in a folder that exists; whoever opens it has a lock that keeps others away
     * @throws EngineException {@code UNAVAILABLE} when it cannot be used
     */
    @MustBeClosed
    public static JournalChannel open(Path file) {
        try {
            return new JournalChannel(
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** In bytes. */
    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Cuts off what lies beyond a size. */
    public void truncate(long size) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Writes all that remains of a buffer. */
    public void write(ByteBuffer bytes, long position) {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Reads until the buffer is full, and rewinds it; false at the end of the file. */
    public boolean fill(ByteBuffer bytes, long position) {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, at);
                if (read < 0) {
                    return false;
                }
                at += read;
            }
            bytes.flip();
            return true;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** CRC-32C of the first bytes of a buffer. */
    public static int checksum(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(length));
        return (int) crc.getValue();
    }

    /**
     * Closes the file and deletes it: what is in it is written down elsewhere.
     *
     * @throws EngineException {@code UNAVAILABLE} when it cannot be deleted
     */
    public void delete() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    file + " cannot be deleted: " + e.getMessage() + ".",
                    "Delete it; its cells are finished.",
                    e);
        }
    }

    private static EngineException unusable(Path file, IOException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "The journal " + file + " cannot be used: " + e.getMessage() + ".",
                "Make its folder writable, or free space on its disk.",
                e);
    }

    /** The file. */
    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }
}
