package io.pokeai.engine.testkit;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.nio.FloatBuffer;

/** Tensors of random numbers in the range of normalised pictures, the same for the same seed. */
public final class RandomTensors {
    private static final double LOWEST = -2.2;
    private static final double RANGE = 4.8;

    private RandomTensors() {}

    /** A tensor {@code [count, 3, height, width]}. */
    public static ImageTensor of(int count, int height, int width, long seed) {
        ImageTensor tensor = ImageTensor.allocate(count, height, width);
        RandomSource.Field random = RandomSource.of(seed, 0, 0, 1).field(0);
        FloatBuffer values = tensor.data();
        for (int i = 0; values.hasRemaining(); i++) {
            values.put((float) (LOWEST + RANGE * random.uniform(i)));
        }
        return tensor;
    }
}
