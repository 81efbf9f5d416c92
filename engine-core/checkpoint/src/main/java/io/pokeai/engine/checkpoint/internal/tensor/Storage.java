package io.pokeai.engine.checkpoint.internal.tensor;

import io.pokeai.engine.checkpoint.DType;
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
    private ByteBuffer bytes = ByteBuffer.allocate(0);

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
     * @param given direct, with at least the elements from index 0
     * @param order of the bytes of an element
     */
    public void fill(ByteBuffer given, ByteOrder order) {
        this.bytes = given.asReadOnlyBuffer()
                .slice(0, Math.toIntExact(elements * dtype.bytes()))
                .order(order);
    }

    public DType dtype() {
        return dtype;
    }

    public long elements() {
        return elements;
    }

    /** A view of its own: position, limit and order are the caller's. */
    ByteBuffer bytes() {
        return bytes.duplicate().order(bytes.order());
    }
}
