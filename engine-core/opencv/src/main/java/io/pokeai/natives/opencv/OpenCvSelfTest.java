package io.pokeai.natives.opencv;

import io.pokeai.natives.selftest.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Whether OpenCV decodes pictures to the pixels that they have, and filters as float64 in Java does: what pictures and
 * corruptions rely on.
 *
 * <p><b>Threads</b> computes on the calling one.
 */
final class OpenCvSelfTest {
    // Sums of up to 25 products of values up to 255 in float32; resize keeps its weights in float32 as well.
    private static final double BOUND = 5e-3;
    private static final int WIDTH = 61;
    private static final int HEIGHT = 43;
    private static final int BOX = 3;
    private static final int GAUSSIAN = 5;
    private static final double SIGMA = 1.3;

    private OpenCvSelfTest() {}

    private record Case(String name, Plane expected, BiConsumer<Mat, Mat> filter) {}

    /** Compares all. */
    static Outcome run() {
        long start = System.nanoTime();
        List<KnownPictures.Picture> pictures = KnownPictures.all();
        List<Case> cases = cases();
        int count = pictures.size() + cases.size();
        List<String> faults = new ArrayList<>();
        try {
            pictures.forEach(picture -> picture.fault().ifPresent(faults::add));
            cases.forEach(one -> fault(one).ifPresent(faults::add));
        } catch (RuntimeException e) {
            return Outcome.failed(count, "it fails: " + e.getMessage(), millisSince(start));
        }
        return Outcome.of(count, faults.size(), faults.isEmpty() ? "" : faults.get(0), millisSince(start));
    }

    private static List<Case> cases() {
        Plane plane = Plane.pattern(WIDTH, HEIGHT);
        double[] bevel = {-2, -1, 0, -1, 1, 1, 0, 1, 2};
        double[] box = new double[BOX * BOX];
        Arrays.fill(box, 1.0 / box.length);
        return List.of(
                new Case("resize INTER_AREA to 23x17", plane.area(23, 17), resize(23, 17, opencv_imgproc.INTER_AREA)),
                new Case(
                        "resize INTER_LINEAR to 97x55",
                        plane.linear(97, 55),
                        resize(97, 55, opencv_imgproc.INTER_LINEAR)),
                new Case(
                        "resize INTER_LINEAR to 31x29",
                        plane.linear(31, 29),
                        resize(31, 29, opencv_imgproc.INTER_LINEAR)),
                new Case("blur 3x3", plane.correlate(BOX, box), (from, to) -> {
                    try (Size size = new Size(BOX, BOX)) {
                        opencv_imgproc.blur(from, to, size);
                    }
                }),
                new Case("GaussianBlur 5x5", plane.correlate(GAUSSIAN, gaussian()), (from, to) -> {
                    try (Size size = new Size(GAUSSIAN, GAUSSIAN)) {
                        opencv_imgproc.GaussianBlur(from, to, size, SIGMA);
                    }
                }),
                new Case("filter2D 3x3", plane.correlate(BOX, bevel), (from, to) -> filter(from, to, bevel)));
    }

    private static double[] gaussian() {
        double[] line = new double[GAUSSIAN];
        double sum = 0;
        for (int i = 0; i < GAUSSIAN; i++) {
            double distance = i - GAUSSIAN / 2;
            line[i] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
            sum += line[i];
        }
        double[] kernel = new double[GAUSSIAN * GAUSSIAN];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = line[i / GAUSSIAN] * line[i % GAUSSIAN] / (sum * sum);
        }
        return kernel;
    }

    private static BiConsumer<Mat, Mat> resize(int width, int height, int how) {
        return (from, to) -> {
            try (Size size = new Size(width, height)) {
                opencv_imgproc.resize(from, to, size, 0, 0, how);
            }
        };
    }

    private static void filter(Mat from, Mat to, double... kernel) {
        try (Mat weights = new Mat(BOX, BOX, opencv_core.CV_32FC1);
                Point middle = new Point(-1, -1)) {
            float[] floats = new float[kernel.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) kernel[i];
            }
            put(weights, floats);
            opencv_imgproc.filter2D(from, to, -1, weights, middle, 0, opencv_core.BORDER_DEFAULT);
        }
    }

    private static Optional<String> fault(Case one) {
        try (Mat from = new Mat(HEIGHT, WIDTH, opencv_core.CV_32FC1, Scalar.all(0));
                Mat to = new Mat()) {
            put(from, Plane.pattern(WIDTH, HEIGHT).floats());
            one.filter().accept(from, to);
            return one.expected().difference(one.name(), to, BOUND);
        }
    }

    private static void put(Mat mat, float... values) {
        new FloatPointer(mat.data()).put(values);
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
