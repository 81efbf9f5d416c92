package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.OpenCv;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** A very wide Gaussian, taken of the picture at an eighth of its size: nothing finer is left of it anyway. */
final class Veil {
    private static final int SHRINK = 8;

    private Veil() {}

    /** @return samples of the unit range, as the frame has them */
    static float[] of(Frame frame, double sigma) {
        OpenCv.require();
        float[] samples = new float[frame.samples()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Levels.single(frame.in()[i]);
        }
        try (Mat picture = new Mat(frame.height(), frame.width(), opencv_core.CV_32FC3);
                Mat small = new Mat();
                Size full = new Size(frame.width(), frame.height());
                Size eighth = new Size(frame.width() / SHRINK, frame.height() / SHRINK);
                Size kernel = new Size(0, 0);
                FloatPointer data = new FloatPointer(picture.data())) {
            data.put(samples);
            opencv_imgproc.resize(picture, small, eighth, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.GaussianBlur(
                    small, small, kernel, sigma / SHRINK, sigma / SHRINK, opencv_core.BORDER_REPLICATE, 0);
            opencv_imgproc.resize(small, picture, full, 0, 0, opencv_imgproc.INTER_LINEAR);
            data.get(samples);
        }
        return samples;
    }
}
