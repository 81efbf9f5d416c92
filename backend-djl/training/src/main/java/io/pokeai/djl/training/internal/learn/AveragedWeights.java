package io.pokeai.djl.training.internal.learn;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Weights and running statistics as a moving average of those of each step (EMA), which answers better than the last step.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code utils/torch_utils.py}: {@code ModelEMA}; the decay grows as
 * {@code decay · (1 − exp(−updates / 2000))}.
 */
final class AveragedWeights {
    private static final double RAMP = 2000;

    private final double decay;
    private final Map<String, FloatBuffer> own = new LinkedHashMap<>();
    private final Map<String, float[]> averages = new LinkedHashMap<>();
    private long updates;

    AveragedWeights(double decay, Map<String, Parameter> parameters, Map<String, FloatBuffer> statistics) {
        this.decay = decay;
        parameters.forEach((name, parameter) -> own.put(name, parameter.values()));
        own.putAll(statistics);
        own.forEach((name, buffer) -> {
            float[] copy = new float[buffer.capacity()];
            buffer.get(0, copy);
            averages.put(name, copy);
        });
    }

    void follow() {
        updates++;
        double now = decay * (1 - StrictMath.exp(-(double) updates / RAMP));
        float kept = (float) now;
        // Of the exact decay: 1 - kept would have lost half of its digits.
        float taken = (float) (1 - now);
        float[] values = new float[Chunks.SIZE];
        averages.forEach((name, average) -> {
            FloatBuffer source = Objects.requireNonNull(own.get(name));
            for (int from = 0; from < average.length; from += values.length) {
                int count = Math.min(values.length, average.length - from);
                source.get(from, values, 0, count);
                for (int i = 0; i < count; i++) {
                    average[from + i] = average[from + i] * kept + taken * values[i];
                }
            }
        });
    }

    /** Puts the averages into the network, and keeps what was there; the second time it puts that back. */
    void exchange() {
        averages.forEach((name, average) -> {
            FloatBuffer values = Objects.requireNonNull(own.get(name));
            float[] before = new float[average.length];
            values.get(0, before);
            values.put(0, average);
            System.arraycopy(before, 0, average, 0, before.length);
        });
    }

    Map<String, float[]> values() {
        return averages;
    }

    /** How often it has followed. */
    long updates() {
        return updates;
    }

    /** Goes on as if it had followed so often. */
    void resume(long count) {
        updates = count;
    }
}
