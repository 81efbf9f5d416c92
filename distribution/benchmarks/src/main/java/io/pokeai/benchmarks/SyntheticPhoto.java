package io.pokeai.benchmarks;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.pokeai.natives.opencv.OpenCvLibrary;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A picture with the statistics of a photo: noise at every scale, weaker the finer it is, so that a JPEG of it is
 * as large and as slow to decode as that of a photo.
 */
final class SyntheticPhoto {
    private static final int COARSEST = 4;
    private static final double STRONGEST = 35;
    private static final double FINER = 0.8;
    private static final double MIDDLE = 128;
    private static final int QUALITY = 90;
    private static final long SEED = 500;

    private SyntheticPhoto() {}

    /** The bytes of a JPEG file of quality 90; the same ones every time. */
    static byte[] jpeg(int width, int height) {
        OpenCvLibrary.load();
        Random random = new Random(SEED);
        try (Mat sum = new Mat(height, width, CV_32FC3);
                Mat picture = new Mat();
                BytePointer jpeg = new BytePointer();
                IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY)) {
            sum.put(Scalar.all(MIDDLE));
            double strength = STRONGEST;
            for (int cells = COARSEST; cells < Math.max(width, height); cells *= 2) {
                addNoise(sum, cells, strength, random);
                strength *= FINER;
            }
            sum.convertTo(picture, CV_8UC3);
            opencv_imgcodecs.imencode(".jpg", picture, jpeg, settings);
            byte[] bytes = new byte[Math.toIntExact(jpeg.limit())];
            jpeg.get(bytes);
            return bytes;
        }
    }

    private static void addNoise(Mat sum, int cells, double strength, Random random) {
        try (Mat coarse = new Mat(cells, cells, CV_32FC3);
                Mat fine = new Mat();
                Size size = new Size(sum.cols(), sum.rows())) {
            float[] noise = new float[cells * cells * 3];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) (random.nextGaussian() * strength);
            }
            new FloatPointer(coarse.data()).put(noise);
            opencv_imgproc.resize(coarse, fine, size, 0, 0, opencv_imgproc.INTER_CUBIC);
            opencv_core.add(sum, fine, sum);
        }
    }
}
