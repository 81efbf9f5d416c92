package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.PictureSource;
import io.pokeai.engine.api.Pixels;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes what a model sees of a picture in any form: read, decoded, resized and cropped, and then changed if the caller wants
 * it.
 *
 * <p><b>Threads</b> safe; all work is done on the calling thread.
 */
final class Crops {
    private final Imaging imaging;

    Crops(Imaging imaging) {
        this.imaging = imaging;
    }

    /**
     * How the picture becomes what a model of some input spec sees. A stream is read now, once; all other work is done when
     * the function is called.
     *
     * @param betweenPieces called between the pieces of a stream; throws to end its reading
     * @return may be called several times, for several input specs
     */
    Function<InputSpec, Pixels> of(
            PictureSource source, Optional<Function<? super Image, ? extends Pixels>> change, Runnable betweenPieces) {
        Function<InputSpec, Pixels> crop = of(source, betweenPieces);
        return change.isPresent() ? spec -> changed(crop.apply(spec), change.get()) : crop;
    }

    private Function<InputSpec, Pixels> of(PictureSource source, Runnable betweenPieces) {
        if (source instanceof PictureSource.File file) {
            return spec -> imaging.crop(file.path(), spec);
        }
        if (source instanceof PictureSource.Bytes bytes) {
            byte[] encoded = bytes.encoded();
            return spec -> imaging.crop(encoded, spec);
        }
        if (source instanceof PictureSource.Streamed streamed) {
            byte[] encoded = EncodedStream.read(streamed.encoded(), betweenPieces);
            return spec -> imaging.crop(encoded, spec);
        }
        Pixels pixels = ((PictureSource.Decoded) source).pixels();
        return spec -> decoded(pixels, spec);
    }

    private Pixels decoded(Pixels pixels, InputSpec spec) {
        if (spec.isSizeOf(pixels)) {
            return pixels;
        }
        if (pixels instanceof Image image) {
            return imaging.crop(image, spec);
        }
        throw EngineException.invalidArgument(
                "The picture is a " + pixels + ", and the model takes " + spec.width() + " × " + spec.height()
                        + " pixels.",
                "Make it of a crop of the model's size (Imaging.crop); only an Image is resized.");
    }

    private static Pixels changed(Pixels crop, Function<? super Image, ? extends Pixels> change) {
        if (crop instanceof Image image) {
            return EngineException.required(change.apply(image), "what the change gives");
        }
        throw EngineException.invalidArgument(
                "A change takes an Image, and the picture is a " + crop + ".",
                "Change the Image before it becomes a UnitImage.");
    }
}
