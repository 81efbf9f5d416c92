package io.pokeai.aug.robustness;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import java.nio.file.Path;

/**
 * PokeAI's way to a YOLO model under its five augmentations: a crop of 224 pixels by torchvision's steps is augmented, rounded down to
 * 8 bits, saved under the name of the picture, and read again as Ultralytics reads pictures.
 *
 * <p>Most pictures are called {@code .jpg}, so that most answers are about a JPEG of quality 75.
 *
 * <p><b>Source</b> PokeAI, {@code eval_augmentation.py}.
 */
final class IntermediateFile {
    /** What the script crops for every model. */
    static final InputSpec CROP = InputSpec.torchvision(255, 224);

    /** The part of a cell's key; changes when the way does. */
    static final String KEY = "crop of 224 pixels, saved with the extension of the picture, read again";

    private IntermediateFile() {}

    /** Whether a model of this input is asked by way of a file. */
    static boolean isUsedFor(InputSpec input) {
        return input.equals(InputSpec.yolo(input.height()));
    }

    /**
     * What the model sees.
     *
     * @param changed the crop after the augmentation
     * @param picture whose extension says the format
     * @throws EngineException {@code UNSUPPORTED_FORMAT} when the format is not written
     */
    static Image seen(PixelAnswers asked, Pixels changed, Path picture, InputSpec input) {
        String name = String.valueOf(picture.getFileName());
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            throw new EngineException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    name + ": a file without an extension has no format to be saved in.",
                    "Rename the picture, or run without --pokeai-exact.");
        }
        return asked.reread(image(changed), name.substring(dot + 1), input);
    }

    private static Image image(Pixels changed) {
        return changed instanceof UnitImage unit ? unit.toImage() : (Image) changed;
    }
}
