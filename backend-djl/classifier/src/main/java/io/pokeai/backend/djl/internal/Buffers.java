package io.pokeai.backend.djl.internal;

import io.pokeai.engine.api.ImageTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Direct buffers for pictures on their way into libtorch: DJL takes a {@link ByteBuffer} in place and copies anything else
 * into one that only the garbage collector frees.
 *
 * <p><b>Threads</b> safe. Keeps as many buffers as calls were in flight at once, each as large as its largest batch.
 */
final class Buffers {
    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

    /** A buffer with the values of a batch. */
    ByteBuffer borrow(ImageTensor batch) {
        int bytes = batch.count() * batch.pictureSize() * Float.BYTES;
        ByteBuffer buffer = free.poll();
        if (buffer == null || buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        buffer.clear().limit(bytes);
        buffer.asFloatBuffer().put(batch.data());
        return buffer;
    }

    void giveBack(ByteBuffer buffer) {
        free.push(buffer);
    }
}
