package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.aug.corruptions.internal.sampling.NormalSampler;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Drops of water (severities 1 to 3) or splashes of mud on the lens. */
public final class Spatter extends Corruption {
    private static final double[][] TABLE = {
        {0.65, 0.3, 4, 0.69, 0.6, 0},
        {0.65, 0.3, 3, 0.68, 0.6, 0},
        {0.65, 0.3, 2, 0.68, 0.5, 0},
        {0.65, 0.3, 1, 0.65, 1.5, 1},
        {0.67, 0.4, 1, 0.65, 1.5, 1}
    };
    private static final double TRUNCATE = 4;
    private static final float[] WATER = {
        (float) (175 / Levels.MAX), (float) (238 / Levels.MAX), (float) (238 / Levels.MAX)
    };
    private static final double[] MUD = {63 / Levels.MAX, 42 / Levels.MAX, 20 / Levels.MAX};
    private static final float THICK = 0.8f;

    /** What each sample becomes when it is converted to the unit range and back. */
    private static final byte[] DRY = new byte[256];

    static {
        for (int v = 0; v < DRY.length; v++) {
            DRY[v] = Levels.sample(Levels.single((byte) v));
        }
    }

    private final LazyTable<Gaussian> filters =
            new LazyTable<>(TABLE.length, i -> new Gaussian(TABLE[i][2], TRUNCATE, Border.REPLICATE));
    private final LazyTable<Gaussian> splashes =
            new LazyTable<>(TABLE.length, i -> new Gaussian(TABLE[i][4], TRUNCATE, Border.REPLICATE));

    public Spatter() {
        super(CorruptionFamily.WEATHER.random(
                18, "spatter", CorruptionFamily.parameters("loc scale sigma threshold amount mud", TABLE)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        double[] row = TABLE[severity - 1];
        double[][] liquid = NormalSampler.rows(random.field(0), row[0], row[1], frame.width(), frame.height(), scratch);
        Gaussian filter = filters.get(severity - 1);
        if (row[5] == 0) {
            water(frame, filter, liquid, row[3], (float) row[4], scratch);
        } else {
            mud(frame, filter, splashes.get(severity - 1), liquid, row[3], scratch);
        }
    }

    private static void water(
            Frame frame, Gaussian filter, double[][] liquid, double threshold, float amount, Scratch scratch) {
        int width = frame.width();
        byte[] drops = scratch.bytes(0, frame.pixels());
        double[] smooth = scratch.doubles(0, width);
        for (int y = 0; y < frame.height(); y++) {
            filter.row(liquid, frame.height(), y, width, 1, smooth, scratch);
            for (int x = 0; x < width; x++) {
                drops[y * width + x] = smooth[x] < threshold ? 0 : Levels.sample(smooth[x]);
            }
        }
        light(frame, drops, amount, scratch);
    }

    /**
     * Lays water over the picture, as light falls on it: writes all of {@code frame.out()}.
     *
     * @param drops thickness of the water, one for each pixel
     * @param amount how much of the water's colour the thickest drop gets
     */
    public static void light(Frame frame, byte[] drops, float amount, Scratch scratch) {
        int width = frame.width();
        byte[] relief = scratch.bytes(1, frame.pixels());
        Drops.relief(drops, width, frame.height(), relief);
        tint(frame, drops, relief, brightest(drops, relief, frame.pixels()), amount);
    }

    private static int brightest(byte[] drops, byte[] relief, int pixels) {
        int max = 0;
        for (int i = 0; i < pixels; i++) {
            max = Math.max(max, (drops[i] & 0xff) * (relief[i] & 0xff));
        }
        return max;
    }

    private static void tint(Frame frame, byte[] drops, byte[] relief, int brightest, float amount) {
        byte[] in = frame.in();
        byte[] out = frame.out();
        for (int i = 0, s = 0; i < frame.pixels(); i++, s += Image.CHANNELS) {
            int product = (drops[i] & 0xff) * (relief[i] & 0xff);
            if (product == 0) { // most of the picture
                out[s] = DRY[in[s] & 0xff];
                out[s + 1] = DRY[in[s + 1] & 0xff];
                out[s + 2] = DRY[in[s + 2] & 0xff];
                continue;
            }
            float m = product / (float) brightest * amount;
            for (int c = 0; c < Image.CHANNELS; c++) {
                out[s + c] = Levels.sample(Levels.single(in[s + c]) + m * WATER[c]);
            }
        }
    }

    private static void mud(
            Frame frame, Gaussian filter, Gaussian splash, double[][] liquid, double threshold, Scratch scratch) {
        int width = frame.width();
        double[][] wet = scratch.rows(1, frame.height(), width);
        for (int y = 0; y < frame.height(); y++) {
            filter.row(liquid, frame.height(), y, width, 1, wet[y], scratch);
            for (int x = 0; x < width; x++) {
                wet[y][x] = wet[y][x] > threshold ? 1 : 0;
            }
        }
        double[] smooth = scratch.doubles(0, width);
        for (int y = 0; y < frame.height(); y++) {
            splash.row(wet, frame.height(), y, width, 1, smooth, scratch);
            for (int x = 0, s = y * frame.stride(); x < width; x++, s += Image.CHANNELS) {
                float m = (float) smooth[x] < THICK ? 0f : (float) smooth[x];
                for (int c = 0; c < Image.CHANNELS; c++) {
                    float clean = Levels.single(frame.in()[s + c]) * (1 - m);
                    frame.out()[s + c] = Levels.sample(clean + MUD[c] * m);
                }
            }
        }
    }
}
