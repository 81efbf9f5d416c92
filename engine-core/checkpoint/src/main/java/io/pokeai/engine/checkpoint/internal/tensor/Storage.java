package io.pokeai.engine.checkpoint.internal.tensor;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.internal.StoredBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A row of elements that tensors are views of.
 *
 * <p><b>Threads</b> immutable once filled; filled before the reader hands out its tensors.
 */
public final class Storage {
    private final DType dtype;
    private final long elements;
    private StoredBytes bytes = StoredBytes.of(ByteBuffer.allocate(0));
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    /**
     * A storage whose bytes come later.
     *
     * @param elements such that their bytes fit an int
     */
    public Storage(DType dtype, long elements) {
        this.dtype = dtype;
        this.elements = elements;
    }

    /**
     * Gives the bytes.
     *
     * @param given at least the elements
     * @param order of the bytes of an element
     */
    public void fill(StoredBytes given, ByteOrder order) {
        this.bytes = given.slice(0, Math.toIntExact(elements * dtype.bytes()));
        this.order = order;
    }

    public DType dtype() {
        return dtype;
    }

    public long elements() {
        return elements;
    }

    /** A view of its own: position, limit and order are the caller's. */
    ByteBuffer bytes() {
        return bytes.view().order(order);
    }

    ByteOrder order() {
        return order;
    }

    /** Fills what remains of a buffer with the bytes from an index on, from the file while it is open. */
    void read(int from, ByteBuffer target) {
        bytes.read(from, target);
    }
}
