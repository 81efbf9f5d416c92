package io.pokeai.djl.training.internal.picture;

import io.pokeai.djl.training.internal.learn.TrainingBatch;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A batch in memory that is used again.
 *
 * @param reused takes the memory of the pictures when the batch is closed
 */
record MadeBatch(
        int size,
        int side,
        FloatBuffer pictures,
        FloatBuffer targets,
        Optional<FloatBuffer> teacher,
        Consumer<FloatBuffer> reused)
        implements TrainingBatch {
    @Override
    public FloatBuffer pictures() {
        return pictures.duplicate();
    }

    @Override
    public FloatBuffer targets() {
        return targets.duplicate();
    }

    @Override
    public void close() {
        reused.accept(pictures);
    }
}
