package io.pokeai.aug.corruptions.internal.blur;

import io.pokeai.aug.corruptions.internal.OpenCv;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A disk with a soft rim, and how to apply it with few additions: a row of the kernel is a run of equal weights, whose sum
 * grows from that of the next shorter run, and a few cells left and right of it, which come in equal pairs.
 *
 * <p><b>Threads</b> immutable.
 */
final class DiskKernel {
    private final int half;
    private final float[] cells;
    private final float inside;
    private final int reach;
    private final int longestRun;

    private DiskKernel(int half, float[] cells) {
        this.half = half;
        this.cells = cells;
        this.inside = cells[half * (2 * half + 1) + half];
        this.reach = IntStream.rangeClosed(0, half)
                .filter(dx -> cell(0, dx) != 0)
                .max()
                .orElse(0);
        this.longestRun = run(0);
    }

    /** A disk smoothed by OpenCV's Gaussian, as the reference makes it. */
    static DiskKernel of(int radius, double alias) {
        OpenCv.require();
        int half = Math.max(8, radius);
        int side = 2 * half + 1;
        int width = radius <= 8 ? 3 : 5;
        float[] cells = new float[side * side];
        int count = 0;
        for (int i = 0; i < cells.length; i++) {
            int dx = i % side - half;
            int dy = i / side - half;
            cells[i] = dx * dx + dy * dy <= radius * radius ? 1 : 0;
            count += (int) cells[i];
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] /= count;
        }
        try (Mat disk = new Mat(side, side, opencv_core.CV_32FC1);
                FloatPointer pointer = new FloatPointer(disk.data());
                Size size = new Size(width, width)) {
            pointer.put(cells);
            opencv_imgproc.GaussianBlur(disk, disk, size, alias);
            pointer.get(cells);
        }
        return new DiskKernel(half, cells);
    }

    int half() {
        return half;
    }

    float cell(int dy, int dx) {
        return cells[(dy + half) * (2 * half + 1) + dx + half];
    }

    /** The longest run of equal weights in the middle of a row: it reaches from -run to run; -1 where there is none. */
    private int run(int dy) {
        int run = -1;
        while (run < half && cell(dy, run + 1) == inside) {
            run++;
        }
        return run;
    }

    /** How many arrays {@link #prepare} fills for one row of the picture: pairs, then runs. */
    int arrays() {
        return 2 * (half + 1);
    }

    /**
     * Sums of the samples of one row that have equal weights, for every kernel row that may need them.
     *
     * @param padded the row, with {@code half} pixels on both sides
     * @param arrays where they go, from index {@code at} on
     * @param shifted two arrays to work with
     */
    void prepare(double[] padded, int channels, double[][] arrays, int at, double[][] shifted, int n) {
        System.arraycopy(padded, half * channels, arrays[at], 0, n);
        System.arraycopy(padded, half * channels, arrays[at + half + 1], 0, n);
        for (int dx = 1; dx <= reach; dx++) {
            System.arraycopy(padded, (half - dx) * channels, shifted[0], 0, n);
            System.arraycopy(padded, (half + dx) * channels, shifted[1], 0, n);
            Lanes.sum(shifted[0], shifted[1], arrays[at + dx], n);
            if (dx <= longestRun) {
                Lanes.sum(arrays[at + half + dx], arrays[at + dx], arrays[at + half + 1 + dx], n);
            }
        }
    }

    /** What one row of the picture adds to the row of the result that is {@code dy} above it. */
    int taps(int dy, double[][] arrays, int at, double[][] tap, double[] weight, int count) {
        int end = count;
        int run = run(dy);
        if (run >= 0) {
            tap[end] = arrays[at + half + 1 + run];
            weight[end++] = inside;
        }
        for (int dx = run + 1; dx <= reach; dx++) {
            if (cell(dy, dx) != 0) {
                tap[end] = arrays[at + dx];
                weight[end++] = cell(dy, dx);
            }
        }
        return end;
    }
}
