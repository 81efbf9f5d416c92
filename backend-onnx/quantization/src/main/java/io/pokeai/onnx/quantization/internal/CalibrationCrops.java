package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.dataset.PictureRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pictures as a model sees them, with their classes.
 *
 * @param crops in the order of the rows
 * @param classes the index of each picture's label, or -1 for a label that the model does not know
 */
record CalibrationCrops(List<Image> crops, List<Integer> classes) {
    CalibrationCrops {
        crops = List.copyOf(crops);
        classes = List.copyOf(classes);
    }

    /**
     * Reads pictures by the engine's own preprocessing.
     *
     * @param data where pictures are whose paths are not files
     * @param skipped is told of each picture that cannot be read
     * @throws EngineException {@code INVALID_ARGUMENT} when none of them can be read
     */
    static CalibrationCrops read(
            List<PictureRow> rows,
            Path data,
            Imaging imaging,
            InputSpec input,
            Labels labels,
            Consumer<EngineException> skipped) {
        List<Image> crops = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (PictureRow row : rows) {
            try {
                crops.add(imaging.crop(file(row, data), input));
                classes.add(labels.asList().indexOf(row.label()));
            } catch (EngineException e) {
                skipped.accept(e);
            }
        }
        if (crops.isEmpty()) {
            throw EngineException.invalidArgument(
                    "None of " + rows.size() + " calibration pictures can be read, such as "
                            + rows.stream().findFirst().map(PictureRow::path).orElse("none") + ".",
                    "Name the folder of the data set with --data DIR or POKEAI_DATASET_DIR.");
        }
        return new CalibrationCrops(crops, classes);
    }

    private static Path file(PictureRow row, Path data) {
        Path path = Path.of(row.path());
        return Files.isRegularFile(path) ? path : data.resolve(path);
    }

    int size() {
        return crops.size();
    }

    /** Some of the pictures as one batch. */
    ImageTensor batch(int from, int count, Imaging imaging, InputSpec input) {
        ImageTensor tensor = ImageTensor.allocate(count, input);
        for (int i = 0; i < count; i++) {
            imaging.normalise(crops.get(from + i), input, tensor.picture(i));
        }
        return tensor;
    }
}
