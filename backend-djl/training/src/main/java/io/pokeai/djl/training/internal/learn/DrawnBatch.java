package io.pokeai.djl.training.internal.learn;

import io.pokeai.djl.training.internal.picture.Draws;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A batch of the self-test: pictures of random pixels between -2 and 2, that a seed decides, and a label for each. */
record DrawnBatch(int size, int side, FloatBuffer pictures, FloatBuffer targets) implements TrainingBatch {
    private static final int CHANNELS = 3;
    private static final double RANGE = 4;

    /** The same as in {@code scripts/training/learning_goldens.py}. */
    static DrawnBatch of(long seed, int step, int size, int side, int classes) {
        int elements = CHANNELS * side * side;
        FloatBuffer pictures = direct(size * elements);
        FloatBuffer targets = direct(size * classes);
        for (int i = 0; i < size; i++) {
            Draws draws = Draws.of(seed, 2, step, i);
            for (int element = 0; element < elements; element++) {
                pictures.put(i * elements + element, (float) (RANGE * draws.unit() - RANGE / 2));
            }
            targets.put(i * classes + (i + step) % classes, 1);
        }
        return new DrawnBatch(size, side, pictures, targets);
    }

    private static FloatBuffer direct(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void close() {
        // Nothing but memory of Java's.
    }
}
