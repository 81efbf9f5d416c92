package io.pokeai.djl.training.internal.learn;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Pictures with what should be answered.
 *
 * <p><b>Ownership</b> whoever took it from a {@link BatchSource} closes it; its buffers may be used again then.<br>
 * <b>Threads</b> confined to one at a time.
 */
public interface TrainingBatch extends AutoCloseable {
    /** How many pictures, n. */
    int size();

    /** Width and height of each picture, in pixels. */
    int side();

    /** Float32 {@code [n, 3, side, side]}, normalised as the model expects it; a direct buffer of native byte order. */
    FloatBuffer pictures();

    /**
     * Float32 {@code [n, classes]}: the probability that each class should get. A label is 1 for its class; mixed pictures and a
     * teacher's answers are in between. Label smoothing is the loss's, and is not in here.
     */
    FloatBuffer targets();

    /**
     * Float32 {@code [n, classes]}: the logits of a teacher for these pictures, for {@linkplain Distillation distillation}; empty
     * without a teacher.
     */
    default Optional<FloatBuffer> teacher() {
        return Optional.empty();
    }

    @Override
    void close();
}
