package io.pokeai.benchmarks;

import io.pokeai.engine.api.Image;
import io.pokeai.natives.opencv.OpenCvLibrary;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's decoder without anything around it. */
final class OpenCv {
    private static final int FLAGS = opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    private OpenCv() {}

    /** Encoded bytes where OpenCV can read them; the caller closes it. */
    static Mat encoded(byte[] file) {
        OpenCvLibrary.load();
        return new Mat(file, false);
    }

    /** A decoded picture, RGB; the caller closes it. */
    static Mat decode(Mat encoded) {
        return opencv_imgcodecs.imdecode(encoded, FLAGS);
    }

    /** A decoded picture on the heap. */
    static Image image(byte[] file) {
        try (Mat encoded = encoded(file);
                Mat decoded = decode(encoded)) {
            byte[] pixels = new byte[decoded.rows() * decoded.cols() * Image.CHANNELS];
            decoded.data().get(pixels);
            return new Image(decoded.cols(), decoded.rows(), pixels);
        }
    }
}
