package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.OpenCv;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How light falls on drops of water: edges, distances from them, and a bevel.
 *
 * <p>Canny, distance transform, histogram and bevel are OpenCV's, whose results the reference is defined by.
 */
final class Drops {
    private static final double LOW = 50;
    private static final double HIGH = 150;
    private static final double FARTHEST = 20;
    private static final float[] BEVEL = {-2, -1, 0, -1, 1, 1, 0, 1, 2};

    private Drops() {}

    /**
     * @param drops thickness, {@code height × width}
     * @param relief takes the light, of the same shape
     */
    static void relief(byte[] drops, int width, int height, byte[] relief) {
        OpenCv.require();
        int pixels = width * height;
        try (Mat thickness = new Mat(height, width, opencv_core.CV_8UC1);
                Mat edges = new Mat();
                Mat distance = new Mat();
                Mat light = new Mat();
                Mat bevelled = new Mat();
                Mat bevel = new Mat(3, 3, opencv_core.CV_32FC1);
                FloatPointer cells = new FloatPointer(bevel.data());
                Size three = new Size(3, 3)) {
            cells.put(BEVEL);
            thickness.data().put(drops, 0, pixels);
            opencv_imgproc.Canny(thickness, edges, LOW, HIGH);
            opencv_core.bitwise_not(edges, edges);
            opencv_imgproc.distanceTransform(edges, distance, opencv_imgproc.DIST_L2, opencv_imgproc.DIST_MASK_5);
            opencv_imgproc.threshold(distance, distance, FARTHEST, FARTHEST, opencv_imgproc.THRESH_TRUNC);
            opencv_imgproc.blur(distance, distance, three);
            truncated(distance, light, pixels);
            opencv_imgproc.equalizeHist(light, light);
            opencv_imgproc.filter2D(light, bevelled, opencv_core.CV_8U, bevel);
            opencv_imgproc.blur(bevelled, bevelled, three);
            bevelled.data().get(relief, 0, pixels);
        }
    }

    private static void truncated(Mat distance, Mat light, int pixels) {
        light.create(distance.rows(), distance.cols(), opencv_core.CV_8UC1);
        float[] values = new float[pixels];
        byte[] levels = new byte[pixels];
        try (FloatPointer from = new FloatPointer(distance.data())) {
            from.get(values);
        }
        for (int i = 0; i < pixels; i++) {
            levels[i] = (byte) (int) values[i];
        }
        light.data().put(levels);
    }
}
