package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.filter.Border;

/** One plane of a video frame, in blocks of 4 × 4. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record VideoPlane(int height, int width, double[] values) {
    private static final int BLOCK = 4;

    /** H.264's integer transform, each row divided by its length: orthonormal. */
    private static final double[][] TRANSFORM = {
        {0.5, 0.5, 0.5, 0.5},
        {2 / Math.sqrt(10), 1 / Math.sqrt(10), -1 / Math.sqrt(10), -2 / Math.sqrt(10)},
        {0.5, -0.5, -0.5, 0.5},
        {1 / Math.sqrt(10), -2 / Math.sqrt(10), 2 / Math.sqrt(10), -1 / Math.sqrt(10)}
    };

    VideoPlane(int height, int width) {
        this(height, width, new double[height * width]);
    }

    double at(int y, int x) {
        return values[y * width + x];
    }

    void add(int y, int x, double value) {
        values[y * width + x] += value;
    }

    /** Each pixel is what lay dy rows above and dx columns to the left; the border is replicated. */
    VideoPlane moved(int dy, int dx) {
        VideoPlane moved = new VideoPlane(height, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                moved.add(y, x, at(Border.REPLICATE.index(y - dy, height), Border.REPLICATE.index(x - dx, width)));
            }
        }
        return moved;
    }

    VideoPlane minus(VideoPlane other) {
        VideoPlane difference = new VideoPlane(height, width, values.clone());
        for (int i = 0; i < values.length; i++) {
            difference.values[i] -= other.values[i];
        }
        return difference;
    }

    VideoPlane plus(VideoPlane other) {
        VideoPlane sum = new VideoPlane(height, width, values.clone());
        for (int i = 0; i < values.length; i++) {
            sum.values[i] += other.values[i];
        }
        return sum;
    }

    /** The plane with its coefficients rounded to multiples of a step; blocks at the border are filled by replication. */
    VideoPlane coded(double step, double rounding) {
        VideoPlane coded = new VideoPlane(height, width);
        double[][] block = new double[BLOCK][BLOCK];
        for (int top = 0; top < height; top += BLOCK) {
            for (int left = 0; left < width; left += BLOCK) {
                for (int y = 0; y < BLOCK; y++) {
                    for (int x = 0; x < BLOCK; x++) {
                        block[y][x] = at(Math.min(height - 1, top + y), Math.min(width - 1, left + x));
                    }
                }
                quantise(block, step, rounding);
                for (int y = 0; y < Math.min(BLOCK, height - top); y++) {
                    System.arraycopy(
                            block[y], 0, coded.values, (top + y) * width + left, Math.min(BLOCK, width - left));
                }
            }
        }
        return coded;
    }

    private static void quantise(double[][] block, double step, double rounding) {
        transform(block, false);
        for (double[] row : block) {
            for (int i = 0; i < BLOCK; i++) {
                row[i] = Math.copySign(Math.floor(Math.abs(row[i]) / step + rounding) * step, row[i]);
            }
        }
        transform(block, true);
    }

    private static void transform(double[][] block, boolean inverse) {
        double[][] half = new double[BLOCK][BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            for (int j = 0; j < BLOCK; j++) {
                for (int k = 0; k < BLOCK; k++) {
                    half[i][j] += (inverse ? TRANSFORM[k][i] : TRANSFORM[i][k]) * block[k][j];
                }
            }
        }
        for (int i = 0; i < BLOCK; i++) {
            for (int j = 0; j < BLOCK; j++) {
                block[i][j] = 0;
                for (int k = 0; k < BLOCK; k++) {
                    block[i][j] += half[i][k] * (inverse ? TRANSFORM[k][j] : TRANSFORM[j][k]);
                }
            }
        }
    }
}
