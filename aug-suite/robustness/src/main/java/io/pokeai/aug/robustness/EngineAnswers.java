package io.pokeai.aug.robustness;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The models of an engine, asked as {@code classify} asks them.
 *
 * <p><b>Ownership</b> the engine stays its owner's.
 *
 * @param engine that is asked
 */
public record EngineAnswers(Engine engine) implements PixelAnswers {
    @Override
    public Image crop(Path picture, InputSpec spec) {
        return engine.imaging().crop(picture, spec);
    }

    @Override
    @SuppressWarnings("MustBeClosed") // the caller closes it
    public <T> Stream<Result<T>> answers(
            List<String> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels, int batch) {
        return engine.classifyAll(BulkRequest.ofPixels(models, pictures, pixels).inBatchesOf(batch));
    }

    @Override
    public Image reread(Image picture, String extension, InputSpec spec) {
        return engine.imaging().crop(engine.imaging().save(picture, extension), spec);
    }
}
