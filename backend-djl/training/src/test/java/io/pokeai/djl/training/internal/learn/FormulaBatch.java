package io.pokeai.djl.training.internal.learn;

import io.pokeai.engine.network.testkit.FormulaTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;

/** A batch whose elements follow from the number of the step, as in {@code scripts/training/learning_goldens.py}. */
record FormulaBatch(int size, int side, FloatBuffer pictures, FloatBuffer targets, Optional<FloatBuffer> teacher)
        implements TrainingBatch {
    static FormulaBatch of(int step, int size, int side, int classes) {
        int elements = 3 * side * side;
        FloatBuffer pictures = direct(size * elements);
        FloatBuffer targets = direct(size * classes);
        FloatBuffer teacher = direct(size * classes);
        for (int i = 0; i < size; i++) {
            for (int element = 0; element < elements; element++) {
                double u = FormulaTensor.uniform("step" + step + "picture" + i, element);
                pictures.put(i * elements + element, (float) (4 * u - 2));
            }
            for (int k = 0; k < classes; k++) {
                double u = FormulaTensor.uniform("step" + step + "teacher" + i, k);
                teacher.put(i * classes + k, (float) (8 * u - 4));
            }
            add(targets, i * classes + (i + step) % classes, 0.7f);
            add(targets, i * classes + (i + 2) % classes, 0.3f);
        }
        return new FormulaBatch(size, side, pictures, targets, Optional.of(teacher));
    }

    private static void add(FloatBuffer values, int index, float value) {
        values.put(index, values.get(index) + value);
    }

    private static FloatBuffer direct(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The same batch, with NaN for one sample of a picture. */
    FormulaBatch spoiled() {
        FloatBuffer copy = direct(pictures.capacity());
        copy.put(0, pictures, 0, pictures.capacity());
        copy.put(0, Float.NaN);
        return new FormulaBatch(size, side, copy, targets, teacher);
    }

    @Override
    public void close() {
        // Nothing but memory of Java's.
    }
}
