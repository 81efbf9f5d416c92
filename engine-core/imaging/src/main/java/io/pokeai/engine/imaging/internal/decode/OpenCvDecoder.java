package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.header.Header;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * OpenCV's {@code imdecode}: from memory, because it refuses pictures that are cut short, where {@code imread} would
 * give half of them.
 */
final class OpenCvDecoder {
    private OpenCvDecoder() {}

    /** The decoded picture, which the caller closes. */
    static Mat decode(EncodedPicture picture, Header header, int flags) {
        Mat decoded = null;
        try (Mat encoded = picture.mat()) {
            decoded = opencv_imgcodecs.imdecode(encoded, flags);
        } catch (RuntimeException e) {
            // A C++ exception: the decoder found a contradiction.
            throw picture.incomplete(header.format());
        }
        if (decoded == null || decoded.empty()) {
            if (decoded != null) {
                decoded.close();
            }
            throw picture.incomplete(header.format());
        }
        return decoded;
    }
}
