package io.pokeai.engine.checkpoint.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a storage are: a view of the mapping, and the file below while it is open; or a place in a file that is
 * only read.
 *
 * <p>Pages that are read through a mapping count as memory of the process until the mapping is garbage; code that goes
 * through all weights once reads the file instead.
 *
 * <p><b>Threads</b> immutable.
 */
public final class StoredBytes {
    private final @Nullable ByteBuffer view;
    private final @Nullable FileBytes file;
    private final long offset;
    private final int count;

    private StoredBytes(@Nullable ByteBuffer view, @Nullable FileBytes file, long offset, int count) {
        this.view = view == null ? null : view.asReadOnlyBuffer();
        this.file = file;
        this.offset = offset;
        this.count = count;
    }

    /** Bytes in memory: what remains of a direct buffer. */
    public static StoredBytes of(ByteBuffer bytes) {
        return new StoredBytes(bytes.slice(), null, 0, bytes.remaining());
    }

    /** Bytes of a file; errors as {@link FileBytes#slice}. */
    static StoredBytes of(FileBytes file, long offset, long length) {
        file.requireInside(offset, length);
        return new StoredBytes(file.isMapped() ? file.slice(offset, length) : null, file, offset, (int) length);
    }

    /** How many there are. */
    public int size() {
        return count;
    }

    /** A part of them. */
    public StoredBytes slice(int from, int length) {
        Objects.checkFromIndexSize(from, length, count);
        return new StoredBytes(view == null ? null : view.slice(from, length), file, offset + from, length);
    }

    /** A view of its own, from index 0, in big-endian order. */
    public ByteBuffer view() {
        if (view != null) {
            return view.duplicate();
        }
        return file().slice(offset, count).order(ByteOrder.BIG_ENDIAN);
    }

    /** Fills what remains of a buffer with the bytes from an index on. */
    public void read(int from, ByteBuffer target) {
        Objects.checkFromIndexSize(from, target.remaining(), count);
        if (view == null || (file != null && file.isOpen())) {
            file().read(offset + from, target);
        } else {
            target.put(view.slice(from, target.remaining()));
        }
    }

    private FileBytes file() {
        return Objects.requireNonNull(file, "neither in memory nor in a file");
    }
}
