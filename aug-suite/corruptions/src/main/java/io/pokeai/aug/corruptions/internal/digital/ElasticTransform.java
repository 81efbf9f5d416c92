package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.Family;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.draw.Words;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.RandomSource;
import org.osgi.service.component.annotations.Component;

/**
 * Pixels pulled to and fro by smooth random fields.
 *
 * <p>The stages are those of imagecorruptions, not of the original ImageNet-C, which also draws an affine map.
 */
@Component(service = Augmentation.class)
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
        double[][] fields = scratch.rows(0, 2 * height, width);
        double limit = height * 0.005;
        draw(random.field(0), limit, fields, 0, width, height, scratch);
        draw(random.field(1), limit, fields, height, width, height, scratch);
        float[] planes = units(frame, scratch.floats(0, frame.samples()));
        double[][] rows = scratch.rows(1, 2, width);
        double[][] down = scratch.rows(2, height, width);
        for (int y = 0; y < height; y++) {
            System.arraycopy(fields[height + y], 0, down[y], 0, width);
        }
        double alpha = ALPHA[severity - 1];
        for (int y = 0; y < height; y++) {
            filter.row(fields, height, y, width, 1, rows[0], scratch);
            filter.row(down, height, y, width, 1, rows[1], scratch);
            for (int x = 0; x < width; x++) {
                double row = y + (double) (float) (rows[1][x] * alpha);
                double column = x + (double) (float) (rows[0][x] * alpha);
                sample(planes, width, height, row, column, frame.out(), (y * width + x) * Image.CHANNELS);
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
            int to,
            int width,
            int height,
            Scratch scratch) {
        long[] words = scratch.longs(0, Words.BLOCK);
        for (int y = 0; y < height; y++) {
            for (int from = 0; from < width; from += Words.BLOCK) {
                int count = Math.min(Words.BLOCK, width - from);
                Words.fill(uniforms, (long) y * width + from, words, count);
                double[] row = rows[to + y];
                for (int i = 0; i < count; i++) {
                    row[from + i] = -limit + (limit + limit) * Words.uniform(words[i]);
                }
            }
        }
    }

    private static float[] units(Frame frame, float[] units) {
        for (int i = 0; i < frame.samples(); i++) {
            units[i] = (frame.in()[i] & 0xff) / 255f;
        }
        return units;
    }

    private static void sample(float[] units, int width, int height, double row, double column, byte[] out, int to) {
        double r = reflect(row, height);
        double c = reflect(column, width);
        int top = (int) Math.floor(r);
        int left = (int) Math.floor(c);
        double lower = r - top;
        double right = c - left;
        double upper = 1 - lower;
        double near = 1 - right;
        int a = Border.REFLECT.index(top, height) * width;
        int b = Border.REFLECT.index(top + 1, height) * width;
        int i = Border.REFLECT.index(left, width);
        int j = Border.REFLECT.index(left + 1, width);
        for (int k = 0; k < Image.CHANNELS; k++) {
            float value = (float) (units[(a + i) * Image.CHANNELS + k] * upper * near
                    + units[(a + j) * Image.CHANNELS + k] * upper * right
                    + units[(b + i) * Image.CHANNELS + k] * lower * near
                    + units[(b + j) * Image.CHANNELS + k] * lower * right);
            out[to + k] = (byte) Math.min(255, (int) (value * 255f));
        }
    }

    /** SciPy's way back into the picture, with its roundings; shifts are far shorter than a side. */
    private static double reflect(double at, int n) {
        if (at < 0) {
            return (at > -1e-15 ? 1e-15 : -at) - 1;
        }
        return at >= n ? 2 * n - at - 1 : at;
    }
}
