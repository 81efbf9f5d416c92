package io.pokeai.engine.checkpoint.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a storage are: a view of the mapping, and the file below while it is open.
 *
 * <p>Pages that are read through a mapping count as memory of the process until the mapping is garbage; whoever goes through
 * all weights once reads the file instead.
 *
 * <p><b>Threads</b> immutable.
 */
public final class StoredBytes {
    private final ByteBuffer view;
    private final @Nullable FileBytes file;
    private final long offset;

    private StoredBytes(ByteBuffer view, @Nullable FileBytes file, long offset) {
        this.view = view.asReadOnlyBuffer();
        this.file = file;
        this.offset = offset;
    }

    /** Bytes in memory: what remains of a direct buffer. */
    public static StoredBytes of(ByteBuffer bytes) {
        return new StoredBytes(bytes.slice(), null, 0);
    }

    /** Bytes of a file; errors as {@link FileBytes#slice}. */
    static StoredBytes of(FileBytes file, long offset, long length) {
        return new StoredBytes(file.slice(offset, length), file, offset);
    }

    /** How many there are. */
    public int size() {
        return view.capacity();
    }

    /** A part of them. */
    public StoredBytes slice(int from, int length) {
        return new StoredBytes(view.slice(from, length), file, offset + from);
    }

    /** A view of its own, from index 0, in big-endian order. */
    public ByteBuffer view() {
        return view.duplicate();
    }

    /** Fills what remains of a buffer with the bytes from an index on. */
    public void read(int from, ByteBuffer target) {
        if (file != null && file.isOpen()) {
            file.read(offset + from, target);
        } else {
            target.put(view.slice(from, target.remaining()));
        }
    }
}
