package io.pokeai.engine.checkpoint.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.backend.HashedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, mapped read-only; or read through a {@link HashedFile}, and never mapped.
 *
 * <p>Slices stay readable after {@link #close}; the mapping ends when the last of them is garbage. Files up to 2 GiB are
 * one mapping, larger ones a mapping per slice, or a copy of a short one. Of a hashed file every slice is a copy.
 *
 * <p><b>Ownership</b> the caller that opens it closes it; a hashed file stays with the caller that opened that.
 */
public final class FileBytes implements AutoCloseable {
    /** Shorter slices of large files are copies: a mapping each would be too many. */
    private static final int MAPPED_BYTES = 1 << 16;

    private final Place place;
    private final long size;
    private final @Nullable ByteBuffer whole;
    private final @Nullable FileChannel channel;
    private final @Nullable HashedFile hashed;

    /** Whether the channel was closed on purpose. */
    private volatile boolean closed;

    private FileBytes(
            Place place,
            long size,
            @Nullable ByteBuffer whole,
            @Nullable FileChannel channel,
            @Nullable HashedFile hashed) {
        this.place = place;
        this.size = size;
        this.whole = whole;
        this.channel = channel;
        this.hashed = hashed;
    }

    /** The bytes of a file that is open, for as long as it is. */
    public static FileBytes of(HashedFile file) {
        return new FileBytes(new Place(nameOf(file.path()), ""), file.size(), null, null, file);
    }

    /**
     * Opens a file.
     *
     * @throws EngineException {@code NOT_A_FILE} if it is missing or unreadable
     */
    public static FileBytes open(Path file) {
        Place place = new Place(nameOf(file), "");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                long size = channel.size();
                @Nullable
                ByteBuffer whole =
                        size <= Integer.MAX_VALUE ? channel.map(FileChannel.MapMode.READ_ONLY, 0, size) : null;
                return new FileBytes(place, size, whole, channel, null);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE, place.file() + ": there is no such file.", "Check the path.", e);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    /** Bytes in memory, as if they were a file. */
    public static FileBytes of(String name, byte[] bytes) {
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return new FileBytes(new Place(name, ""), bytes.length, direct.asReadOnlyBuffer(), null, null);
    }

    public Place place() {
        return place;
    }

    public long size() {
        return size;
    }

    /**
     * A read-only, little-endian, direct view; its index 0 is the offset.
     *
     * @throws EngineException {@code MODEL_INVALID} when it reaches past the end, {@code MODEL_REFUSED} above 2 GiB
     */
    public ByteBuffer slice(long offset, long length) {
        requireInside(offset, length);
        if (whole != null) {
            return whole.slice((int) offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (hashed != null) {
            ByteBuffer copy = ByteBuffer.allocateDirect((int) length);
            hashed.read(offset, copy);
            return copy.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        try {
            return map(offset, length).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    /** Errors as {@link #slice}. */
    void requireInside(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size || length > size - offset) {
            throw place.damaged("the file has " + size + " bytes and ends before what it should hold");
        }
        if (length > Integer.MAX_VALUE) {
            throw place.tooMuch("a piece of " + length + " bytes, more than 2 GiB");
        }
    }

    /** Whether a slice costs no copy, and outlives this. */
    boolean isMapped() {
        return hashed == null;
    }

    /** A part of the file, as {@link #slice}. */
    public StoredBytes region(long offset, long length) {
        return StoredBytes.of(this, offset, length);
    }

    /** Whether {@link #read} works. */
    public boolean isOpen() {
        return hashed != null || channel == null || channel.isOpen();
    }

    /**
     * Copies bytes, without touching a mapping.
     *
     * @param offset such that the file has as many bytes from there on as the target takes
     * @throws EngineException {@code MODEL_INVALID} when the file has become shorter
     */
    public void read(long offset, ByteBuffer target) {
        if (hashed != null) {
            hashed.read(offset, target);
            return;
        }
        if (channel == null) {
            target.put(slice(offset, target.remaining()));
            return;
        }
        int start = target.position();
        try {
            readFully(channel, offset, target);
        } catch (ClosedByInterruptException e) {
            throw unreadable(place, e);
        } catch (ClosedChannelException e) {
            // Another thread that read was interrupted, which closes the channel for all; the mapping is still there.
            if (closed || whole == null) {
                throw closed ? unreadable(place, e) : Interrupts.cancelled(place.file() + ": the reading", e);
            }
            target.position(start).put(slice(offset, target.remaining()));
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private void readFully(FileChannel from, long offset, ByteBuffer target) throws IOException {
        long position = offset;
        while (target.hasRemaining()) {
            int count = from.read(target, position);
            if (count < 0) {
                throw place.damaged("became shorter while it was read");
            }
            position += count;
        }
    }

    private ByteBuffer map(long offset, long length) throws IOException {
        if (channel == null) {
            throw new IllegalStateException("neither mapped nor open");
        }
        if (length > MAPPED_BYTES) {
            return channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
        }
        ByteBuffer copy = ByteBuffer.allocateDirect((int) length);
        readFully(channel, offset, copy);
        return copy.flip().asReadOnlyBuffer();
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static String nameOf(Path file) {
        @Nullable Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static EngineException unreadable(Place place, IOException cause) {
        if (Interrupts.caused(cause)) {
            return Interrupts.cancelled(place.file() + ": the reading", cause);
        }
        return new EngineException(
                ErrorCode.NOT_A_FILE,
                place.file() + ": cannot be read: " + cause.getMessage() + ".",
                "Check that it is a file and that it may be read.",
                cause);
    }
}
