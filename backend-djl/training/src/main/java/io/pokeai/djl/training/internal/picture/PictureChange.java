package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import java.util.List;

/**
 * How a picture is changed before a network learns from it. Its text says all its numbers, and is compared before a training goes on.
 *
 * <p><b>Threads</b> immutable.
 */
public interface PictureChange {
    /**
     * What the network sees: the same for the same drawn numbers.
     *
     * @param picture decoded, in its own size
     * @param spec of the network: width and height of what it sees
     */
    Image of(Image picture, InputSpec spec, Imaging imaging, Draws draws);

    /** The names that a training record has for it. */
    List<String> names();
}
