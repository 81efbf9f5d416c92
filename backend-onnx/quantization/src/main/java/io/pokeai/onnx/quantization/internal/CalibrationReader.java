package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.dataset.PictureRow;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads rows of a data set as one model sees them.
 *
 * @param spec its input and labels count
 * @param data where pictures are whose paths are not files
 * @param skipped is told of each picture that cannot be read
 */
record CalibrationReader(Imaging imaging, ModelSpec spec, Path data, Consumer<EngineException> skipped) {
    /** @throws EngineException {@code INVALID_ARGUMENT} when none of them can be read */
    CalibrationCrops read(List<PictureRow> rows) {
        return CalibrationCrops.read(rows, data, imaging, spec.input(), spec.labels(), skipped);
    }
}
