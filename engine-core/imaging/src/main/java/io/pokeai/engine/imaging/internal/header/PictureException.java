package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;

/** The errors that a picture file can cause, with their remedies. */
public final class PictureException {
    private PictureException() {}

    /** The content is damaged. */
    public static EngineException corrupt(String problem) {
        return new EngineException(
                ErrorCode.CORRUPT_IMAGE, problem, "Copy or download the file again, or save it anew from its source.");
    }

    /** No format that the engine reads. */
    public static EngineException unsupported(String problem) {
        return new EngineException(ErrorCode.UNSUPPORTED_FORMAT, problem, "Convert it to JPEG, PNG, WebP, BMP or GIF.");
    }

    /** More than the engine agrees to decode. */
    public static EngineException tooLarge(String problem, String remedy) {
        return new EngineException(ErrorCode.IMAGE_TOO_LARGE, problem, remedy);
    }
}
