package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.Family;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.draw.Words;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.spi.RandomSource;

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
        super(Family.DIGITAL.random(13, "elastic_transform", Family.parameters("alpha", ALPHA)));
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
        draw(random.field(0), limit, fields, 0, width, height, scratch);
        draw(random.field(1), limit, fields, 1, width, height, scratch);
        float[] samples = units(frame, scratch.floats(0, frame.samples()));
        double[] smooth = scratch.doubles(0, 2 * width);
        double alpha = ALPHA[severity - 1];
        for (int y = 0; y < height; y++) {
            filter.row(fields, height, y, width, 2, smooth, scratch);
            int to = y * frame.stride();
            for (int x = 0; x < width; x++, to += Image.CHANNELS) {
                double column = x + (double) (float) (smooth[2 * x] * alpha);
                double row = y + (double) (float) (smooth[2 * x + 1] * alpha);
                sample(samples, width, height, row, column, frame.out(), to);
            }
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

    private static void draw(
            RandomSource.Field uniforms,
            double limit,
            double[][] rows,
            int channel,
            int width,
            int height,
            Scratch scratch) {
        long[] words = scratch.longs(0, Words.BLOCK);
        for (int y = 0; y < height; y++) {
            for (int from = 0; from < width; from += Words.BLOCK) {
                int count = Math.min(Words.BLOCK, width - from);
                Words.fill(uniforms, (long) y * width + from, words, count);
                double[] row = rows[y];
                for (int i = 0; i < count; i++) {
                    row[2 * (from + i) + channel] = -limit + (limit + limit) * Words.uniform(words[i]);
                }
            }
        }
    }

    private static float[] units(Frame frame, float[] units) {
        for (int i = 0; i < frame.samples(); i++) {
            units[i] = Levels.single(frame.in()[i]);
        }
        return units;
    }

    private static void sample(float[] units, int width, int height, double row, double column, byte[] out, int to) {
        double r = row >= 0 && row < height ? row : reflect(row, height);
        double c = column >= 0 && column < width ? column : reflect(column, width);
        int top = floor(r);
        int left = floor(c);
        double lower = r - top;
        double right = c - left;
        double upper = 1 - lower;
        double near = 1 - right;
        int above = inside(top, height) * width;
        int below = inside(top + 1, height) * width;
        int before = inside(left, width);
        int after = inside(left + 1, width);
        int a = (above + before) * Image.CHANNELS;
        int b = (above + after) * Image.CHANNELS;
        int d = (below + before) * Image.CHANNELS;
        int e = (below + after) * Image.CHANNELS;
        for (int k = 0; k < Image.CHANNELS; k++) {
            float value = (float) (units[a + k] * upper * near
                    + units[b + k] * upper * right
                    + units[d + k] * lower * near
                    + units[e + k] * lower * right);
            out[to + k] = Levels.sample(value);
        }
    }

    /** For values above -1. */
    private static int floor(double value) {
        return value < 0 ? -1 : (int) value;
    }

    /** The sample beyond the border is the one at the border. */
    private static int inside(int i, int n) {
        return Math.max(0, Math.min(n - 1, i));
    }

    /** SciPy's way back into the picture, with its roundings; shifts are far shorter than a side. */
    private static double reflect(double at, int n) {
        if (at < 0) {
            return (at > -1e-15 ? 1e-15 : -at) - 1;
        }
        return at >= n ? 2 * n - at - 1 : at;
    }
}
