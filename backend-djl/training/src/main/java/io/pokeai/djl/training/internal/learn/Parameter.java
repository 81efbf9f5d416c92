package io.pokeai.djl.training.internal.learn;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One tensor that is trained, as memory that libtorch and Java share, with what the optimiser remembers of it.
 *
 * <p><b>Ownership</b> the tensors belong to their manager; the buffers are views of them and must not be used after it is closed.
 */
final class Parameter {
    final String name;
    final ParameterGroup group;
    final boolean decays;
    final float[] first;
    final float[] second;
    private final NDArray tensor;
    private final FloatBuffer values;
    private @Nullable FloatBuffer gradient;
    private boolean frozen;
    private float @Nullable [] carried;

    /**
     * @param decaysAlways whether weight decay holds whatever it is
     * @param moments how many numbers the optimiser remembers for each element, at most 2
     */
    Parameter(String name, NDArray tensor, boolean decaysAlways, int moments) {
        this.name = name;
        this.tensor = tensor;
        this.group = ParameterGroup.of(name, tensor.getShape().dimension());
        this.decays = decaysAlways || group == ParameterGroup.WEIGHT;
        this.values = shared(tensor);
        this.first = new float[moments > 0 ? values.capacity() : 0];
        this.second = new float[moments > 1 ? values.capacity() : 0];
    }

    /** The memory of a tensor; what is written there is what libtorch computes with. */
    static FloatBuffer shared(NDArray tensor) {
        ByteBuffer bytes = tensor.toByteBuffer(true);
        if (!bytes.isDirect()) {
            throw new IllegalStateException("libtorch gave a copy instead of its memory");
        }
        return bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    int elements() {
        return values.capacity();
    }

    FloatBuffer values() {
        return values;
    }

    long[] shape() {
        return tensor.getShape().getShape();
    }

    /** Looks up where a backward pass has left the gradient; to be called after the first one, by the thread that learns. */
    void findGradient() {
        if (gradient == null && !frozen) {
            // libtorch adds to the same tensor from now on, which belongs to the manager of this one.
            gradient = shared(tensor.getGradient());
        }
        float[] before = carried;
        if (before != null && gradient != null) {
            for (int i = 0; i < before.length; i++) {
                gradient.put(i, gradient.get(i) + before[i]);
            }
            carried = null;
        }
    }

    /**
     * Adds what an earlier learner has gathered to the next gradient. libtorch would have added the next one to it, which gives the
     * same bits.
     */
    void carry(float[] gathered) {
        carried = gathered;
    }

    /** What has been gathered and not been used; zeros if nothing has. */
    float[] gathered() {
        float[] copy = new float[elements()];
        if (carried != null) {
            return carried.clone();
        }
        if (gradient != null) {
            gradient.get(0, copy);
        }
        return copy;
    }

    void forgetCarried() {
        carried = null;
    }

    /** What the last backward pass has left; null before the first one, and while this one is frozen. */
    @Nullable
    FloatBuffer gradient() {
        return gradient;
    }

    boolean isFrozen() {
        return frozen;
    }

    void freeze(boolean on) {
        frozen = on;
        tensor.setRequiresGradient(!on);
        if (on) {
            gradient = null;
        }
    }
}
