package io.pokeai.engine.api;

import java.nio.FloatBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Pictures that a caller has made ready for a model: decoded, resized, cropped and normalised.
 *
 * <p><b>Threads</b> used by the thread of the call.
 */
@ConsumerType
public interface TensorSource {
    /**
     * How many pictures there are, for the model that is to answer.
     *
     * @param model what was leased: its {@link ModelSpec#input} says the height and width that the pictures have to have
     * @return at least 1
     * @throws EngineException when the pictures do not fit; whatever is thrown is thrown to the caller
     */
    int pictures(ModelSpec model);

    /**
     * Writes some of the pictures.
     *
     * @param from index of the first one
     * @param target as much room as they take, {@code pictures × 3 × height × width}: RGB planes, row-major
     */
    void write(int from, FloatBuffer target);
}
