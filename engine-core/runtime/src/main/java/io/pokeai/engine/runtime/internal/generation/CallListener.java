package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Scores;
import java.util.List;

/** Hears of the calls of a generation; must be quick and throw nothing. */
public interface CallListener {
    /** @param names of the pictures, or none */
    void answered(ImageTensor batch, List<String> names, Scores scores);

    void failed(ImageTensor batch);
}
