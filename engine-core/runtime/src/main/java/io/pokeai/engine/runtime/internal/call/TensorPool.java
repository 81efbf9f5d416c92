package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.ImageTensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Direct buffers for batches, used again: allocating and zeroing a buffer costs more than filling it.
 *
 * <p><b>Ownership</b> a borrower gives the tensor back, or leaves it to the garbage collector. The pool keeps the most recently
 * used ones: {@code capacity} of them, and as many more as are expected.<br>
 * <b>Threads</b> safe.
 */
final class TensorPool {
    private final int capacity;
    private volatile int expected;
    private final Deque<ImageTensor> free = new ArrayDeque<>();

    TensorPool(int capacity) {
        this.capacity = capacity;
    }

    /** Keeps at least so many tensors beyond the capacity from now on: those of pictures that wait for a batch. */
    void expect(int more) {
        if (expected < more) {
            synchronized (free) {
                expected = Math.max(expected, more);
            }
        }
    }

    ImageTensor borrow(int count, int height, int width) {
        synchronized (free) {
            for (Iterator<ImageTensor> tensors = free.iterator(); tensors.hasNext(); ) {
                ImageTensor tensor = tensors.next();
                if (tensor.count() == count && tensor.height() == height && tensor.width() == width) {
                    tensors.remove();
                    return tensor;
                }
            }
        }
        return ImageTensor.allocate(count, height, width);
    }

    void giveBack(ImageTensor tensor) {
        synchronized (free) {
            free.addFirst(tensor);
            if (free.size() > capacity + expected) {
                free.removeLast();
            }
        }
    }
}
