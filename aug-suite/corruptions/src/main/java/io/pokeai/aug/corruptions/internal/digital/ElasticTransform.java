package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Pixels pulled to and fro by smooth random fields.
 *
 * <p>The stages are those of imagecorruptions, not of the original ImageNet-C, which also draws an affine map.
 */
public final class ElasticTransform extends Corruption {
    private static final double[] ALPHA = {12.5, 16.25, 21.25, 25, 30};
    private static final double TRUNCATE = 3;

    private volatile Filter last = new Filter(0, 0, new Gaussian(1, TRUNCATE, Border.REFLECT));

    public ElasticTransform() {
        super(CorruptionFamily.DIGITAL.random(13, "elastic_transform", CorruptionFamily.parameters("alpha", ALPHA)));
    }

    private record Filter(int width, int height, Gaussian gaussian) {}

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        int width = frame.width();
        int height = frame.height();
        Gaussian filter = filter(width, height);
        // Two channels: to the right and down.
        double[][] fields = scratch.rows(0, height, 2 * width);
        double limit = height * 0.005;
        sample(random.field(0), limit, fields, 0, width, height, scratch);
        sample(random.field(1), limit, fields, 1, width, height, scratch);
        double[] samples = units(frame, scratch.doubles(1, frame.samples()));
        double[] smooth = scratch.doubles(0, 2 * width);
        double alpha = ALPHA[severity - 1];
        int side = Math.max(width, height);
        double[] whole = whole(scratch.doubles(2, side), side);
        for (int y = 0; y < height; y++) {
            filter.row(fields, height, y, width, 2, smooth, scratch);
            gather(samples, width, height, y, smooth, alpha, whole, frame.out());
        }
    }

    private static void gather(
            double[] units, int width, int height, int y, double[] shifts, double alpha, double[] whole, byte[] out) {
        int to = y * width * Image.CHANNELS;
        double down = y;
        double right = 0;
        for (int x = 0; x < width; x++, right++, to += Image.CHANNELS) {
            double column = right + (double) (float) (shifts[2 * x] * alpha);
            double row = down + (double) (float) (shifts[2 * x + 1] * alpha);
            if (row >= 0 && row < height - 1 && column >= 0 && column < width - 1) {
                int top = (int) row;
                int left = (int) column;
                int i = (top * width + left) * Image.CHANNELS;
                blend(
                        units,
                        i,
                        i + width * Image.CHANNELS,
                        Image.CHANNELS,
                        row - whole[top],
                        column - whole[left],
                        out,
                        to);
            } else {
                atBorder(units, width, height, row, column, out, to);
            }
        }
    }

    /** 0, 1, 2 … as a table, because conversions from integer wait for each other. */
    private static double[] whole(double[] numbers, int n) {
        for (int i = 0; i < n; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    /** Between the pixels at {@code upper} and {@code lower}, and those {@code across} samples to their right. */
    private static void blend(
            double[] units, int upper, int lower, int across, double down, double right, byte[] out, int to) {
        double up = 1 - down;
        double left = 1 - right;
        for (int k = 0; k < Image.CHANNELS; k++) {
            float value = (float) (units[upper + k] * up * left
                    + units[upper + across + k] * up * right
                    + units[lower + k] * down * left
                    + units[lower + across + k] * down * right);
            out[to + k] = Levels.sample(value);
        }
    }

    private Gaussian filter(int width, int height) {
        Filter known = last;
        if (known.width != width || known.height != height) {
            // Widths follow the picture: 2.24 pixels at 224.
            known = new Filter(width, height, new Gaussian(height * 0.01, width * 0.01, TRUNCATE, Border.REFLECT));
            last = known;
        }
        return known.gaussian;
    }

    private static void sample(
            RandomSource.Field uniforms,
            double limit,
            double[][] rows,
            int channel,
            int width,
            int height,
            Scratch scratch) {
        long[] words = scratch.longs(0, RandomWords.BLOCK);
        for (int y = 0; y < height; y++) {
            for (int from = 0; from < width; from += RandomWords.BLOCK) {
                int count = Math.min(RandomWords.BLOCK, width - from);
                RandomWords.fill(uniforms, (long) y * width + from, words, count);
                double[] row = rows[y];
                for (int i = 0; i < count; i++) {
                    row[2 * (from + i) + channel] = -limit + (limit + limit) * RandomWords.uniform(words[i]);
                }
            }
        }
    }

    /** In single precision, as the reference holds the picture. */
    private static double[] units(Frame frame, double[] units) {
        for (int i = 0; i < frame.samples(); i++) {
            units[i] = Levels.single(frame.in()[i]);
        }
        return units;
    }

    private static void atBorder(double[] units, int width, int height, double row, double column, byte[] out, int to) {
        double r = row >= 0 && row < height ? row : reflect(row, height);
        double c = column >= 0 && column < width ? column : reflect(column, width);
        int top = floor(r);
        int left = floor(c);
        int before = inside(left, width) * Image.CHANNELS;
        int upper = inside(top, height) * width * Image.CHANNELS + before;
        int lower = inside(top + 1, height) * width * Image.CHANNELS + before;
        int across = inside(left + 1, width) * Image.CHANNELS - before;
        blend(units, upper, lower, across, r - top, c - left, out, to);
    }

    /** For values above -1. */
    private static int floor(double value) {
        return value < 0 ? -1 : (int) value;
    }

    /** The sample beyond the border is the one at the border. */
    private static int inside(int i, int n) {
        return Math.max(0, Math.min(n - 1, i));
    }

    /**
     * Reflects a coordinate into the picture as SciPy does, with its roundings; shifts follow the height, so in a tall and
     * narrow picture they can be longer than a row.
     *
     * @return above -1 and below n, to be interpolated with the sample at the border repeated
     */
    static double reflect(double at, int n) {
        int period = 2 * n;
        if (at < 0) {
            double near = at < -period ? at + (double) period * (long) (-at / period) : at;
            if (near < -n) {
                return near + period;
            }
            return (near > -1e-15 ? 1e-15 : -near) - 1;
        }
        double near = at - (double) period * (long) (at / period);
        return near >= n ? period - near - 1 : near;
    }
}
