package io.pokeai.djl.training.internal.learn;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One tensor that is trained, as {@link NativeNumbers}, with what the optimiser remembers of it.
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
    private final boolean mirrored;
    private final NativeNumbers values;
    private @Nullable NativeNumbers gradient;
    private boolean frozen;
    private float @Nullable [] carried;

    /**
     * @param decaysAlways whether weight decay holds whatever it is
     * @param moments how many numbers the optimiser remembers for each element, at most 2
     * @param mirrored as {@link NativeNumbers}
     */
    Parameter(String name, NDArray tensor, boolean decaysAlways, int moments, boolean mirrored) {
        this.name = name;
        this.tensor = tensor;
        this.group = ParameterGroup.of(name, tensor.getShape().dimension());
        this.decays = decaysAlways || group == ParameterGroup.WEIGHT;
        this.mirrored = mirrored;
        this.values = new NativeNumbers(tensor, mirrored);
        this.first = new float[moments > 0 ? elements() : 0];
        this.second = new float[moments > 1 ? elements() : 0];
    }

    int elements() {
        return values.values().capacity();
    }

    FloatBuffer values() {
        return values.values();
    }

    /** Lets libtorch go on from what the optimiser has written: into the values, and the gradient. */
    void push() {
        values.push();
        if (gradient != null) {
            gradient.push();
        }
    }

    long[] shape() {
        return tensor.getShape().getShape();
    }

    /** Looks up where a backward pass has left the gradient; to be called after the first one, by the thread that learns. */
    void findGradient() {
        if (gradient == null && !frozen) {
            // libtorch adds to the same tensor from now on, which belongs to the manager of this one.
            gradient = new NativeNumbers(tensor.getGradient(), mirrored);
        } else if (gradient != null) {
            gradient.pull();
        }
        float[] before = carried;
        if (before != null && gradient != null) {
            FloatBuffer sum = gradient.values();
            for (int i = 0; i < before.length; i++) {
                sum.put(i, sum.get(i) + before[i]);
            }
            gradient.push();
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
            gradient.values().get(0, copy);
        }
        return copy;
    }

    void forgetCarried() {
        carried = null;
    }

    /** What the last backward pass has left; null before the first one, and while this one is frozen. */
    @Nullable
    FloatBuffer gradient() {
        return gradient == null ? null : gradient.values();
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
