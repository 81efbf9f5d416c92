package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.InputSpec;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * Inputs that are the same every time: waves and noise in the range of normalised pixels. They are no pictures, but the same
 * weights answer them alike whatever computes them, and other weights do not.
 */
final class TestPatterns {
    private static final int CHANNELS = 3;

    /** Of a normalised sample: ImageNet's mean and standard deviation map 0…1 to about −2…2.6. */
    private static final double AMPLITUDE = 1.2;

    private static final double NOISE = 0.5;
    private static final double MAX_WAVES = 12;

    private TestPatterns() {}

    /**
     * Writes a pattern.
     *
     * @param samples {@code [3, height, width]}; filled from its position to its end
     * @param size whose height and width
     * @param number which pattern, from 0
     */
    static void write(FloatBuffer samples, InputSpec size, int number) {
        write(samples, size, number, 1);
    }

    /** As {@link #write(FloatBuffer, InputSpec, int)}, with every sample times {@code gain}. */
    static void write(FloatBuffer samples, InputSpec size, int number, double gain) {
        SplittableRandom random = new SplittableRandom(number);
        for (int channel = 0; channel < CHANNELS; channel++) {
            double across = random.nextDouble() * MAX_WAVES * 2 * Math.PI / size.width();
            double down = random.nextDouble() * MAX_WAVES * 2 * Math.PI / size.height();
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    double wave = AMPLITUDE * Math.sin(across * x + down * y + phase);
                    samples.put((float) (gain * (wave + NOISE * (2 * random.nextDouble() - 1))));
                }
            }
        }
    }
}
