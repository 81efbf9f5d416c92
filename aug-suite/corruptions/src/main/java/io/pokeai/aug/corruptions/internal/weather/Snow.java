package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.DirectionalBlur;
import io.pokeai.aug.corruptions.internal.filter.Enlargement;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.aug.corruptions.internal.sampling.NormalSampler;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A layer of falling flakes, laid twice over the picture with its colours weakened, once turned round. */
public final class Snow extends Corruption {
    private static final double[][] TABLE = {
        {0.1, 0.3, 3, 0.5, 10, 4, 0.8},
        {0.2, 0.3, 2, 0.5, 12, 4, 0.7},
        {0.55, 0.3, 4, 0.9, 12, 8, 0.7},
        {0.55, 0.3, 4.5, 0.85, 12, 8, 0.65},
        {0.55, 0.3, 2.5, 0.85, 12, 12, 0.55}
    };

    private final LazyTable<DirectionalBlur> filters =
            new LazyTable<>(TABLE.length, i -> new DirectionalBlur((int) TABLE[i][4], TABLE[i][5]));

    public Snow() {
        super(CorruptionFamily.WEATHER.random(
                8, "snow", CorruptionFamily.parameters("loc scale zoom threshold radius sigma mix", TABLE)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        double[] row = TABLE[severity - 1];
        fall(
                new Flakes(row[0], row[1], row[2], row[3]),
                filters.get(severity - 1),
                degrees(random),
                row[6],
                frame,
                random,
                scratch);
    }

    /** The direction that a call draws: uniform in -135…-45. */
    static double degrees(RandomSource random) {
        return -135.0 + 90.0 * random.field(1).uniform(0);
    }

    /** How many flakes, and how large. */
    public record Flakes(double loc, double scale, double zoom, double threshold) {}

    /** Snow of one kind, falling in one direction. */
    public static void fall(
            Flakes flakes,
            DirectionalBlur filter,
            double degrees,
            double mix,
            Frame frame,
            RandomSource random,
            Scratch scratch) {
        int width = frame.width();
        int height = frame.height();
        Enlargement vertical = new Enlargement(height, flakes.zoom);
        Enlargement horizontal = new Enlargement(width, flakes.zoom);
        double[][] noise = NormalSampler.rows(random.field(0), flakes.loc, flakes.scale, width, height, scratch);
        double[][] layer = enlarged(noise, vertical, horizontal, flakes.threshold, filter.reach(), scratch);
        int outputs = horizontal.outputs();
        DirectionalBlur.Taps taps = filter.taps(degrees, outputs, vertical.outputs());
        double[] blurred = scratch.doubles(0, outputs);
        byte[] levels = scratch.bytes(0, width * height);
        for (int y = 0; y < height; y++) {
            filter.row(layer, taps, vertical.outputs(), y, outputs, 1, blurred, scratch);
            for (int x = 0; x < width; x++) {
                levels[y * width + x] = (byte) (int) Math.rint(blurred[x] * 255);
            }
        }
        cover(frame, levels, (float) mix, (float) (1 - mix));
    }

    private static double[][] enlarged(
            double[][] noise,
            Enlargement vertical,
            Enlargement horizontal,
            double threshold,
            int margin,
            Scratch scratch) {
        int outputs = horizontal.outputs();
        double[][] layer = scratch.rows(1, vertical.outputs(), outputs + 2 * margin);
        double[][] pair = scratch.rows(2, 2, horizontal.samples());
        Columns columns = Columns.of(horizontal, outputs, scratch);
        int width = horizontal.samples();
        for (int y = 0; y < vertical.outputs(); y++) {
            Lanes.scale(noise[vertical.first(y)], vertical.firstWeight(y), pair[0], width);
            Lanes.scale(noise[vertical.second(y)], vertical.secondWeight(y), pair[1], width);
            columns.interpolate(pair[0], pair[1], threshold, layer[y], margin);
            Border.REPLICATE.extend(layer[y], outputs, 1, margin);
        }
        return layer;
    }

    /** What each column of the layer takes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Columns(int outputs, int[] first, int[] second, double[] firstWeight, double[] secondWeight) {
        static Columns of(Enlargement axis, int outputs, Scratch scratch) {
            Columns columns = new Columns(
                    outputs,
                    scratch.ints(0, outputs),
                    scratch.ints(1, outputs),
                    scratch.doubles(1, outputs),
                    scratch.doubles(2, outputs));
            for (int x = 0; x < outputs; x++) {
                columns.first[x] = axis.first(x);
                columns.second[x] = axis.second(x);
                columns.firstWeight[x] = axis.firstWeight(x);
                columns.secondWeight[x] = axis.secondWeight(x);
            }
            return columns;
        }

        void interpolate(double[] upper, double[] lower, double threshold, double[] out, int to) {
            for (int x = 0; x < outputs; x++) {
                int i = first[x];
                int j = second[x];
                double v = firstWeight[x];
                double w = secondWeight[x];
                double value = upper[i] * v + upper[j] * w + lower[i] * v + lower[j] * w;
                out[to + x] = value < threshold ? 0 : Math.max(0, Math.min(1, value));
            }
        }
    }

    private static void cover(Frame frame, byte[] levels, float mix, float rest) {
        byte[] in = frame.in();
        byte[] out = frame.out();
        int last = frame.pixels() - 1;
        for (int i = 0, s = 0; i <= last; i++, s += Image.CHANNELS) {
            double flake = Levels.unit(levels[i]);
            double turned = Levels.unit(levels[last - i]);
            float red = Levels.single(in[s]);
            float green = Levels.single(in[s + 1]);
            float blue = Levels.single(in[s + 2]);
            float pale = (red * 0.299f + green * 0.587f + blue * 0.114f) * 1.5f + 0.5f;
            out[s] = Levels.sample(mix * red + rest * Math.max(red, pale) + flake + turned);
            out[s + 1] = Levels.sample(mix * green + rest * Math.max(green, pale) + flake + turned);
            out[s + 2] = Levels.sample(mix * blue + rest * Math.max(blue, pale) + flake + turned);
        }
    }
}
