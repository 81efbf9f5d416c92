package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.RequiredOpenCv;
import io.pokeai.engine.api.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** A picture to JPEG and back, in memory: libjpeg-turbo, baseline, 4:2:0, standard tables. */
public final class JpegCodec {
    private static final int DECODE = opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    private JpegCodec() {}

    /**
     * @param rgb {@code height × width × 3} samples; may be longer
     * @param quality libjpeg's, 1…100
     * @param out takes the samples after decoding; may be the same array
     */
    public static void pass(byte[] rgb, int width, int height, int quality, byte[] out) {
        RequiredOpenCv.require();
        int samples = width * height * Image.CHANNELS;
        try (Mat picture = new Mat(height, width, opencv_core.CV_8UC3);
                BytePointer jpeg = new BytePointer();
                IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
            picture.data().put(rgb, 0, samples);
            opencv_imgproc.cvtColor(picture, picture, opencv_imgproc.COLOR_RGB2BGR);
            opencv_imgcodecs.imencode(".jpg", picture, jpeg, settings);
            try (Mat encoded = new Mat(1, Math.toIntExact(jpeg.limit()), opencv_core.CV_8UC1, jpeg);
                    Mat decoded = opencv_imgcodecs.imdecode(encoded, DECODE)) {
                decoded.data().get(out, 0, samples);
            }
        }
    }
}
