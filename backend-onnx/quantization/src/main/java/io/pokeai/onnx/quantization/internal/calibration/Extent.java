package io.pokeai.onnx.quantization.internal.calibration;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.FloatBuffer;

/**
 * The smallest and the largest value of an activation so far.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class Extent {
    private final String name;
    private float low = Float.POSITIVE_INFINITY;
    private float high = Float.NEGATIVE_INFINITY;

    /** @param name of the activation, for messages */
    public Extent(String name) {
        this.name = name;
    }

    /**
     * Takes the values of one batch.
     *
     * @throws EngineException {@code MODEL_INVALID} when one of them is not finite
     */
    public void add(FloatBuffer values) {
        for (int i = values.position(); i < values.limit(); i++) {
            float value = values.get(i);
            if (!Float.isFinite(value)) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "the network computes " + value + " in '" + name + "' on a calibration picture.",
                        "Such a model cannot be quantised; train it again, or look for the picture with 'pokeai classify'.");
            }
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    /** An empty histogram over what was seen. */
    public ActivationHistogram histogram() {
        // Nothing was seen: then nothing will be added.
        return low > high ? new ActivationHistogram(0, 0) : new ActivationHistogram(low, high);
    }
}
