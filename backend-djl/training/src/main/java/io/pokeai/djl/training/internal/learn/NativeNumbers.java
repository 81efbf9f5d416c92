package io.pokeai.djl.training.internal.learn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The numbers of a native tensor where Java reads and writes them: on the CPU its own memory, so that nothing is ever copied; of a
 * tensor on another device a mirror, which is filled from it and put into it.
 *
 * <p><b>Ownership</b> the tensor belongs to its manager; the numbers must not be used after that is closed.<br>
 * <b>Threads</b> confined to one, but for what {@link #values} is used for.
 */
final class NativeNumbers {
    private final NDArray tensor;
    private final boolean mirrored;
    private final FloatBuffer values;

    /** @param mirrored whether they are copied, as they have to be where the tensor is not in the memory of the process */
    NativeNumbers(NDArray tensor, boolean mirrored) {
        this.tensor = tensor;
        this.mirrored = mirrored;
        this.values = mirrored
                ? FloatBuffer.allocate(Math.toIntExact(tensor.getShape().size()))
                : memory(tensor);
        pull();
    }

    private static FloatBuffer memory(NDArray tensor) {
        ByteBuffer bytes = tensor.toByteBuffer(true);
        if (!bytes.isDirect()) {
            throw new IllegalStateException("libtorch gave a copy instead of its memory");
        }
        return bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** All of them, in the order of rows. */
    FloatBuffer values() {
        return values;
    }

    /** Takes over what libtorch has computed. */
    void pull() {
        if (mirrored) {
            withoutGradients(() -> {
                try (NDArray here = tensor.toDevice(Device.cpu(), true)) {
                    FloatBuffer from = memory(here);
                    values.put(0, from, 0, from.capacity());
                }
            });
        }
    }

    /** Lets libtorch compute with what Java has written. */
    void push() {
        if (mirrored) {
            withoutGradients(() -> {
                try (NDArray from =
                        tensor.getManager().create(values.duplicate().rewind(), tensor.getShape())) {
                    tensor.set(new NDIndex("..."), from);
                }
            });
        }
    }

    private static void withoutGradients(Runnable copying) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            copying.run();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
