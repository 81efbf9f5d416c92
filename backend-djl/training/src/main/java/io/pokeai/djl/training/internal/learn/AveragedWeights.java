package io.pokeai.djl.training.internal.learn;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Weights and running statistics as a moving average of those of each step (EMA), which answers better than the last step.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code utils/torch_utils.py}: {@code ModelEMA}; the decay grows as
 * {@code decay · (1 − exp(−steps / 2000))}.
 */
final class AveragedWeights {
    private static final double RAMP = 2000;

    private final double decay;
    private final Map<String, FloatBuffer> own = new LinkedHashMap<>();
    private final Map<String, float[]> averages = new LinkedHashMap<>();

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

    void follow(long step) {
        float kept = (float) (decay * (1 - StrictMath.exp(-(double) step / RAMP)));
        averages.forEach((name, average) -> {
            FloatBuffer values = Objects.requireNonNull(own.get(name));
            for (int i = 0; i < average.length; i++) {
                average[i] = average[i] * kept + (1 - kept) * values.get(i);
            }
        });
    }

    /** Puts the averages into the network, and keeps what was there; the second time it puts that back. */
    void exchange() {
        averages.forEach((name, average) -> {
            FloatBuffer values = Objects.requireNonNull(own.get(name));
            for (int i = 0; i < average.length; i++) {
                float value = values.get(i);
                values.put(i, average[i]);
                average[i] = value;
            }
        });
    }

    Map<String, float[]> values() {
        return averages;
    }
}
