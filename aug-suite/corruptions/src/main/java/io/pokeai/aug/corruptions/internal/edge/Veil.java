package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.OpenCv;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A wide Gaussian, taken of the picture at a fraction of its size. What the two resizes blur by themselves is taken off the
 * filter, and the border is repeated before the picture shrinks, so that it differs by hundredths of a level.
 */
final class Veil {
    /** In pixels of the small picture a filter is at least this wide: narrower ones would show the shrinking. */
    private static final double MIN_SIGMA = 4;

    /** By this times the square of the fraction, averaging and linear interpolation widen the variance. */
    private static final double RESIZES = 1 / 12.0 + 1 / 6.0;

    private Veil() {}

    /** @return samples of the unit range, as the frame has them */
    static float[] of(Frame frame, double sigma) {
        OpenCv.require();
        float[] samples = new float[frame.samples()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Levels.single(frame.in()[i]);
        }
        int shrink = Integer.highestOneBit((int) Math.max(1, sigma / MIN_SIGMA));
        double variance = sigma * sigma - (shrink == 1 ? 0 : RESIZES * shrink * shrink);
        double narrow = Math.sqrt(variance) / shrink;
        int right = shrink + Math.floorMod(-frame.width(), shrink);
        int bottom = shrink + Math.floorMod(-frame.height(), shrink);
        Size full = new Size(frame.width() + shrink + right, frame.height() + shrink + bottom);
        try (full;
                Mat picture = new Mat(frame.height(), frame.width(), opencv_core.CV_32FC3);
                Mat padded = new Mat();
                Mat small = new Mat();
                Size fraction = new Size(full.width() / shrink, full.height() / shrink);
                Size kernel = new Size(0, 0);
                Scalar unused = new Scalar();
                Rect inside = new Rect(shrink, shrink, frame.width(), frame.height());
                FloatPointer data = new FloatPointer(picture.data())) {
            data.put(samples);
            opencv_core.copyMakeBorder(
                    picture, padded, shrink, bottom, shrink, right, opencv_core.BORDER_REPLICATE, unused);
            opencv_imgproc.resize(padded, small, fraction, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.GaussianBlur(small, small, kernel, narrow, narrow, opencv_core.BORDER_REPLICATE, 0);
            opencv_imgproc.resize(small, padded, full, 0, 0, opencv_imgproc.INTER_LINEAR);
            try (Mat veil = padded.apply(inside)) {
                veil.copyTo(picture);
            }
            data.get(samples);
        }
        return samples;
    }
}
