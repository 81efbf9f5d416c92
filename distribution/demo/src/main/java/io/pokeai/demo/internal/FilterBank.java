package io.pokeai.demo.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.Arrays;
import java.util.List;

/**
 * What the model looks for: small patches of training pictures as convolution filters, each rectified, pooled and averaged
 * over a coarse grid.
 *
 * <p>Convolution and pool are those that every ResNet begins with, so that the model can also be written as one
 * ({@link ResNetForm}).
 *
 * <p><b>Source</b> Coates, Ng: <i>The importance of encoding versus training with sparse coding and vector
 * quantization</i>, ICML 2011: patches drawn at random are nearly as good a dictionary as a learned one.
 *
 * <p><b>Threads</b> immutable.
 */
final class FilterBank {
    /** Width and height of a crop. */
    static final int SIDE = 32;

    static final int FILTERS = 40;
    static final int PATCH = 7;
    static final int STRIDE = 2;
    static final int PADDING = 3;

    /** Width and height of the largest response that is looked for. */
    static final int POOL = 3;

    static final int POOL_STRIDE = 2;
    static final int POOL_PADDING = 1;

    /** Pooled responses per cell of the grid, along each side. */
    static final int CELL = 2;

    /** Cells of the grid, along each side. */
    static final int GRID = 4;

    /** Numbers per crop. */
    static final int FEATURES = FILTERS * GRID * GRID;

    /** What the model sees: the whole picture, small, normalised with ImageNet's statistics. */
    static final InputSpec INPUT = InputSpec.torchvision(SIDE, SIDE);

    // Rectified only above this: a patch has to resemble the filter, not merely to correlate with it.
    private static final float THRESHOLD = 0.5f;
    private static final double FLAT = 0.5;
    private static final int TRIES = 50;

    /** Width and height of the filtered crop, and of a crop with its margin. */
    private static final int MAP = (SIDE + 2 * PADDING - PATCH) / STRIDE + 1;

    private static final int PADDED = SIDE + 2 * PADDING;

    private final float[] weights;

    private FilterBank(float[] weights) {
        this.weights = weights;
    }

    /** Draws patches of the crops; even ones, such as sky, are drawn again. */
    static FilterBank draw(List<Image> crops, RandomSource.Field random) {
        float[] weights = new float[FILTERS * patchSize()];
        long draw = 0;
        for (int filter = 0; filter < FILTERS; filter++) {
            float[] patch = new float[patchSize()];
            double length = 0;
            for (int attempt = 0; attempt < TRIES && length < FLAT; attempt++) {
                float[] planes = planes(crops.get(random.below(crops.size(), draw++)));
                int x = random.below(SIDE - PATCH + 1, draw++);
                int y = random.below(SIDE - PATCH + 1, draw++);
                length = centred(planes, x, y, patch);
            }
            for (int i = 0; i < patch.length; i++) {
                weights[filter * patch.length + i] = (float) (patch[i] / Math.max(length, FLAT));
            }
        }
        return new FilterBank(weights);
    }

    /** The patch less its mean over all channels, so that colour counts and brightness does not; returns its length. */
    private static double centred(float[] planes, int x, int y, float[] patch) {
        double sum = 0;
        int at = 0;
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            for (int dy = 0; dy < PATCH; dy++) {
                for (int dx = 0; dx < PATCH; dx++) {
                    float value = planes[(channel * SIDE + y + dy) * SIDE + x + dx];
                    patch[at++] = value;
                    sum += value;
                }
            }
        }
        double mean = sum / patch.length;
        double squares = 0;
        for (int i = 0; i < patch.length; i++) {
            patch[i] -= (float) mean;
            squares += patch[i] * patch[i];
        }
        return Math.sqrt(squares);
    }

    /** Filter weights, {@code [FILTERS, 3, PATCH, PATCH]}. */
    float[] weights() {
        return weights.clone();
    }

    /** Filter biases, {@code [FILTERS]}. */
    float[] biases() {
        float[] biases = new float[FILTERS];
        Arrays.fill(biases, -THRESHOLD);
        return biases;
    }

    /** The features of a crop, {@code [FILTERS, GRID, GRID]}. */
    float[] features(Image crop) {
        float[] planes = padded(planes(crop));
        float[] features = new float[FEATURES];
        float[] map = new float[MAP * MAP];
        for (int filter = 0; filter < FILTERS; filter++) {
            for (int i = 0; i < map.length; i++) {
                map[i] = Math.max(0, response(planes, filter, i % MAP * STRIDE, i / MAP * STRIDE) - THRESHOLD);
            }
            for (int y = 0; y < GRID * CELL; y++) {
                for (int x = 0; x < GRID * CELL; x++) {
                    features[(filter * GRID + y / CELL) * GRID + x / CELL] += largest(map, x, y) / (CELL * CELL);
                }
            }
        }
        return features;
    }

    private float response(float[] planes, int filter, int x, int y) {
        float sum = 0;
        int weight = filter * patchSize();
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            for (int dy = 0; dy < PATCH; dy++) {
                int pixel = (channel * PADDED + y + dy) * PADDED + x;
                for (int dx = 0; dx < PATCH; dx++) {
                    sum += planes[pixel + dx] * weights[weight++];
                }
            }
        }
        return sum;
    }

    /** The largest of the rectified responses around one; those beyond the margin do not count. */
    private static float largest(float[] map, int x, int y) {
        float largest = 0;
        for (int v = Math.max(0, y * POOL_STRIDE - POOL_PADDING); v < y * POOL_STRIDE - POOL_PADDING + POOL; v++) {
            for (int u = Math.max(0, x * POOL_STRIDE - POOL_PADDING); u < x * POOL_STRIDE - POOL_PADDING + POOL; u++) {
                largest = v < MAP && u < MAP ? Math.max(largest, map[v * MAP + u]) : largest;
            }
        }
        return largest;
    }

    /** With a margin of zeros, {@code [3, PADDED, PADDED]}. */
    private static float[] padded(float[] planes) {
        float[] padded = new float[Image.CHANNELS * PADDED * PADDED];
        for (int row = 0; row < Image.CHANNELS * SIDE; row++) {
            int target = (row / SIDE * PADDED + row % SIDE + PADDING) * PADDED + PADDING;
            System.arraycopy(planes, row * SIDE, padded, target, SIDE);
        }
        return padded;
    }

    /** Normalised as {@link #INPUT} says, {@code [3, SIDE, SIDE]}. */
    private static float[] planes(Image crop) {
        float[] planes = new float[Image.CHANNELS * SIDE * SIDE];
        byte[] rgb = crop.rgb();
        for (int i = 0; i < SIDE * SIDE; i++) {
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                float sample = (rgb[i * Image.CHANNELS + channel] & 0xff) / INPUT.scale();
                planes[channel * SIDE * SIDE + i] =
                        (sample - INPUT.mean().channel(channel)) / INPUT.std().channel(channel);
            }
        }
        return planes;
    }

    private static int patchSize() {
        return Image.CHANNELS * PATCH * PATCH;
    }
}
