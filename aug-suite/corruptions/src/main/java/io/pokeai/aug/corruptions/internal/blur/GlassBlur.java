package io.pokeai.aug.corruptions.internal.blur;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Frosted glass: pixels change places with near ones, between two Gaussians. */
public final class GlassBlur extends Corruption {
    private static final double[][] SIGMA_REACH_ROUNDS = {{0.7, 1, 2}, {0.9, 2, 1}, {1, 2, 3}, {1.1, 3, 2}, {1.5, 4, 2}
    };
    private static final double TRUNCATE = 4;

    private final LazyTable<Gaussian> filters = new LazyTable<>(
            SIGMA_REACH_ROUNDS.length, i -> new Gaussian(SIGMA_REACH_ROUNDS[i][0], TRUNCATE, Border.REPLICATE));
    private final double[] units = Levels.units();

    public GlassBlur() {
        super(CorruptionFamily.BLUR.random(
                5, "glass_blur", CorruptionFamily.parameters("sigma reach rounds", SIGMA_REACH_ROUNDS)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        Gaussian filter = filters.get(severity - 1);
        int reach = (int) SIGMA_REACH_ROUNDS[severity - 1][1];
        int rounds = (int) SIGMA_REACH_ROUNDS[severity - 1][2];
        int n = frame.stride();
        double[][] rows = scratch.rows(0, frame.height(), n);
        for (int y = 0; y < frame.height(); y++) {
            Lanes.look(frame.in(), y * n, units, rows[y], n);
        }
        blur(filter, rows, frame, scratch);
        int[] pixels = scratch.ints(0, frame.pixels());
        pack(frame.out(), pixels, frame.pixels());
        RandomSource.Field offsets = random.field(0);
        for (int round = 0; round < rounds; round++) {
            shuffle(pixels, frame, reach, offsets, round, scratch);
        }
        for (int y = 0; y < frame.height(); y++) {
            unpack(pixels, y * frame.width(), units, rows[y], frame.width());
        }
        blur(filter, rows, frame, scratch);
    }

    private static void blur(Gaussian filter, double[][] rows, Frame frame, Scratch scratch) {
        int n = frame.stride();
        double[] blurred = scratch.doubles(0, n);
        for (int y = 0; y < frame.height(); y++) {
            filter.row(rows, frame.height(), y, frame.width(), Image.CHANNELS, blurred, scratch);
            Lanes.sample(blurred, frame.out(), y * n, n);
        }
    }

    /** From the lower right to the upper left, each pixel takes the colour of a near one: a copy, not an exchange. */
    private static void shuffle(
            int[] pixels, Frame frame, int reach, RandomSource.Field offsets, int round, Scratch scratch) {
        int width = frame.width();
        int height = frame.height();
        int[] jumps = scratch.ints(1, width);
        long[] words = scratch.longs(0, 2 * width);
        for (int row = height - reach; row > reach; row--) {
            long start = 2L * (round * (long) height + row) * width;
            for (int from = 0; from < 2 * width; from += RandomWords.BLOCK) {
                // A picture wider than half a block takes several fills.
                fill(offsets, start, from, words, 2 * width, scratch);
            }
            jumps(words, 2 * reach, reach, width, jumps);
            take(pixels, row * width, width - reach, reach, jumps);
        }
    }

    private static void fill(
            RandomSource.Field offsets, long start, int from, long[] words, int needed, Scratch scratch) {
        int count = Math.min(RandomWords.BLOCK, needed - from);
        if (from == 0) {
            RandomWords.fill(offsets, start, words, count);
            return;
        }
        long[] block = scratch.longs(1, RandomWords.BLOCK);
        RandomWords.fill(offsets, start + from, block, count);
        System.arraycopy(block, 0, words, from, count);
    }

    /** Where each pixel of a row takes its colour from, two words for each: column, then row. */
    static void jumps(long[] words, int bound, int reach, int width, int[] jumps) {
        for (int x = 0; x < width; x++) {
            int dx = RandomWords.below(words[2 * x], bound) - reach;
            int dy = RandomWords.below(words[2 * x + 1], bound) - reach;
            jumps[x] = dy * width + dx;
        }
    }

    private static void take(int[] pixels, int row, int last, int reach, int[] jumps) {
        for (int x = last; x > reach; x--) {
            pixels[row + x] = pixels[row + x + jumps[x]];
        }
    }

    private static void pack(byte[] samples, int[] pixels, int count) {
        for (int i = 0, s = 0; i < count; i++, s += Image.CHANNELS) {
            pixels[i] = (samples[s] & 0xff) | (samples[s + 1] & 0xff) << 8 | (samples[s + 2] & 0xff) << 16;
        }
    }

    private static void unpack(int[] pixels, int from, double[] units, double[] row, int width) {
        for (int x = 0, s = 0; x < width; x++, s += Image.CHANNELS) {
            int pixel = pixels[from + x];
            row[s] = units[pixel & 0xff];
            row[s + 1] = units[pixel >> 8 & 0xff];
            row[s + 2] = units[pixel >> 16];
        }
    }
}
