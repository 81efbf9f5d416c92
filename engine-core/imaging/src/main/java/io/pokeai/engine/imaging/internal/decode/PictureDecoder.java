package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import io.pokeai.engine.imaging.internal.header.Header;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/** Decodes a picture as Pillow or OpenCV would, to the byte. */
public final class PictureDecoder {
    /**
     * @param header of the same picture, checked against the {@link PixelBudget}
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    public PixelRows decode(EncodedPicture picture, Header header, Decoder semantics) {
        int flags = opencv_imgcodecs.IMREAD_COLOR;
        if (semantics == Decoder.PILLOW) {
            flags |= opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
        }
        return new MatRows(OpenCvDecoder.decode(picture, header, flags));
    }
}
