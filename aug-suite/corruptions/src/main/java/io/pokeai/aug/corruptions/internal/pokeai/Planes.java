package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.sampling.NormalSampler;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.Arrays;

/** A picture in [0, 1], single precision, while it is changed. */
final class Planes {
    private final int width;
    private final int height;
    private final float[] values;

    private Planes(int width, int height, float[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    static Planes of(Image image) {
        int plane = image.width() * image.height();
        byte[] rgb = image.rgb();
        float[] values = new float[plane * Image.CHANNELS];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < Image.CHANNELS; c++) {
                values[c * plane + i] = Levels.single(rgb[i * Image.CHANNELS + c]);
            }
        }
        return new Planes(image.width(), image.height(), values);
    }

    UnitImage toUnitImage() {
        return new UnitImage(width, height, values);
    }

    /** As 8-bit samples: times 255, truncated. */
    byte[] toBytes() {
        int plane = width * height;
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < Image.CHANNELS; c++) {
                rgb[i * Image.CHANNELS + c] = Levels.sample(values[c * plane + i]);
            }
        }
        return rgb;
    }

    /** Adds a normal to every value, and clips. */
    Planes withNoise(float deviation, RandomSource random) {
        RandomSource.Field normals = random.field(0);
        for (int i = 0; i < values.length; i++) {
            float sum = values[i] + (float) NormalSampler.of(normals.word(i)) * deviation;
            values[i] = Math.max(0f, Math.min(1f, sum));
        }
        return this;
    }

    /** Blackens patches. */
    Planes withPatches(int count, int shortest, int longest, RandomSource random) {
        for (Patch patch : Patch.sample(count, shortest, longest, width, height, random)) {
            for (int c = 0; c < Image.CHANNELS; c++) {
                for (int y = patch.top(); y < patch.bottom(); y++) {
                    int row = (c * height + y) * width;
                    Arrays.fill(values, row + patch.left(), row + patch.right(), 0f);
                }
            }
        }
        return this;
    }

    /** A part of the picture, enlarged to its size: bilinear, half-pixel centres, replicated border. */
    Planes cropped(double smallest, double largest, RandomSource random) {
        RandomSource.Field field = random.field(2);
        double scale = smallest + (largest - smallest) * field.uniform(0);
        int rows = (int) (height * scale);
        int columns = (int) (width * scale);
        int top = field.below(height - rows + 1, 1);
        int left = field.below(width - columns + 1, 2);
        Axis across = Axis.of(left, columns, width);
        Axis down = Axis.of(top, rows, height);
        float[] wide = new float[width * height];
        float[] out = new float[values.length];
        for (int c = 0; c < Image.CHANNELS; c++) {
            int plane = c * height * width;
            for (int y = top; y < top + rows; y++) {
                across.interpolate(values, plane + y * width, wide, y * width);
            }
            for (int y = 0; y < height; y++) {
                int first = down.first[y] * width;
                int second = down.second[y] * width;
                float share = down.share[y];
                for (int x = 0; x < width; x++) {
                    out[plane + y * width + x] = wide[first + x] * (1 - share) + wide[second + x] * share;
                }
            }
        }
        return new Planes(width, height, out);
    }

    /** One axis of the enlargement, its positions in single precision as PyTorch has them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Axis(int[] first, int[] second, float[] share) {
        static Axis of(int start, int in, int out) {
            Axis axis = new Axis(new int[out], new int[out], new float[out]);
            float scale = (float) in / out;
            for (int o = 0; o < out; o++) {
                float centre = scale * (o + 0.5f);
                int first = Math.max(0, (int) (centre - 0.5f));
                axis.first[o] = start + first;
                axis.second[o] = start + Math.min(first + 1, in - 1);
                axis.share[o] = Math.max(0f, centre - first - 0.5f);
            }
            return axis;
        }

        void interpolate(float[] row, int from, float[] out, int to) {
            for (int x = 0; x < first.length; x++) {
                out[to + x] = row[from + first[x]] * (1 - share[x]) + row[from + second[x]] * share[x];
            }
        }
    }
}
