package io.pokeai.aug.robustness;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Models that can be asked about pixels, wherever they run.
 *
 * <p><b>Threads</b> {@link #crop} and {@link #reread} may be called by many threads, the rest by one.
 */
public interface PixelAnswers {
    /**
     * What a model sees of a picture: decoded, resized and cropped.
     *
     * @throws io.pokeai.engine.api.EngineException why it cannot be had
     */
    Image crop(Path picture, InputSpec spec);

    /**
     * Asks about pictures: a result for each picture and model, in the order of the pictures and, for each of them, of the models;
     * lazily, with bounded memory, errors in their place.
     *
     * <p><b>Ownership</b> the caller closes the stream.
     *
     * @param models of one input spec, by the names that they are asked by
     * @param pixels makes what the models see of a picture; called once for each, by many threads in any order
     * @param batch how many pictures are computed at once, at most
     */
    <T> Stream<Result<T>> answers(
            List<String> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels, int batch);

    /**
     * What a model sees of a picture that is saved and read again.
     *
     * <p><b>Threads</b> called by many.
     *
     * @param extension as {@link io.pokeai.engine.api.Imaging#save}
     * @throws io.pokeai.engine.api.EngineException {@code UNSUPPORTED_FORMAT}; {@code INVALID_ARGUMENT} when nothing can be saved here
     */
    default Image reread(Image picture, String extension, InputSpec spec) {
        throw EngineException.invalidArgument(
                "Pictures cannot be saved and read again here.", "Run without PokeAI's intermediate files.");
    }
}
