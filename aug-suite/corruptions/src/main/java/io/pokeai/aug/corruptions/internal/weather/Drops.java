package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.RequiredOpenCv;
import io.pokeai.aug.corruptions.internal.filter.Border;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How light falls on drops of water: edges, distances from them, and a bevel.
 *
 * <p>Canny, distance transform, histogram and bevel are OpenCV's, whose results the reference is defined by: whole numbers,
 * so the same on every processor. The means are computed here.
 */
final class Drops {
    private static final double LOW = 50;
    private static final double HIGH = 150;
    private static final double FARTHEST = 20;
    private static final int NEIGHBOURS = 9;
    private static final float[] BEVEL = {-2, -1, 0, -1, 1, 1, 0, 1, 2};

    private Drops() {}

    /**
     * @param drops thickness, {@code height × width}
     * @param relief takes the light, of the same shape
     */
    static void relief(byte[] drops, int width, int height, byte[] relief) {
        RequiredOpenCv.require();
        int pixels = width * height;
        try (Mat thickness = new Mat(height, width, opencv_core.CV_8UC1);
                Mat edges = new Mat();
                Mat distance = new Mat();
                Mat light = new Mat();
                Mat bevelled = new Mat();
                Mat bevel = new Mat(3, 3, opencv_core.CV_32FC1);
                FloatPointer cells = new FloatPointer(bevel.data())) {
            cells.put(BEVEL);
            thickness.data().put(drops, 0, pixels);
            opencv_imgproc.Canny(thickness, edges, LOW, HIGH);
            opencv_core.bitwise_not(edges, edges);
            opencv_imgproc.distanceTransform(edges, distance, opencv_imgproc.DIST_L2, opencv_imgproc.DIST_MASK_5);
            opencv_imgproc.threshold(distance, distance, FARTHEST, FARTHEST, opencv_imgproc.THRESH_TRUNC);
            depth(distance, light, width, height);
            opencv_imgproc.equalizeHist(light, light);
            opencv_imgproc.filter2D(light, bevelled, opencv_core.CV_8U, bevel);
            byte[] sharp = new byte[pixels];
            bevelled.data().get(sharp);
            rounded(sharp, width, height, relief);
        }
    }

    /**
     * The mean of nine distances, truncated. The distances are multiples of 2⁻¹⁶ of at most 20, so sums in double precision
     * are exact and their order does not matter.
     */
    private static void depth(Mat distance, Mat light, int width, int height) {
        float[] values = new float[width * height];
        byte[] levels = new byte[values.length];
        try (FloatPointer from = new FloatPointer(distance.data())) {
            from.get(values);
        }
        double[] three = new double[width];
        for (int y = 0; y < height; y++) {
            int above = Border.REFLECT_101.index(y - 1, height) * width;
            int below = Border.REFLECT_101.index(y + 1, height) * width;
            for (int x = 0; x < width; x++) {
                three[x] = (double) values[above + x] + values[y * width + x] + values[below + x];
            }
            for (int x = 0; x < width; x++) {
                double sum = three[x == 0 ? 1 : x - 1] + three[x] + three[x == width - 1 ? x - 1 : x + 1];
                levels[y * width + x] = (byte) (int) (float) (sum * (1.0 / NEIGHBOURS));
            }
        }
        light.create(height, width, opencv_core.CV_8UC1);
        light.data().put(levels);
    }

    /** The mean of nine levels, rounded: a ninth is never a half. */
    private static void rounded(byte[] levels, int width, int height, byte[] out) {
        int[] three = new int[width];
        for (int y = 0; y < height; y++) {
            int above = Border.REFLECT_101.index(y - 1, height) * width;
            int below = Border.REFLECT_101.index(y + 1, height) * width;
            for (int x = 0; x < width; x++) {
                three[x] = (levels[above + x] & 0xff) + (levels[y * width + x] & 0xff) + (levels[below + x] & 0xff);
            }
            for (int x = 0; x < width; x++) {
                int sum = three[x == 0 ? 1 : x - 1] + three[x] + three[x == width - 1 ? x - 1 : x + 1];
                out[y * width + x] = (byte) ((sum + NEIGHBOURS / 2) / NEIGHBOURS);
            }
        }
    }
}
