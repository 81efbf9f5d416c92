package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.aug.corruptions.internal.sampling.NormalSampler;
import io.pokeai.aug.corruptions.internal.weather.Spatter;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/**
 * Drops of water that trickle down: of each pixel's water, from frame to frame, most comes from two pixels above.
 *
 * <p><b>Source</b> ImageNet-P, create_p/make_imagenet_p.py: the layer's numbers, and its convolution along the columns.
 */
public final class SpatterSequence extends Sequence {
    private static final double LOC = 0.65;
    private static final double SCALE = 0.27;
    private static final double THRESHOLD = 0.69;
    private static final float AMOUNT = 0.6f;

    private static final double FROM_BELOW = 0.05;
    private static final double FROM_HERE = 0.1;
    private static final double FROM_ABOVE = 0.15;
    private static final double FROM_TWO_ABOVE = 0.7;

    private final LazyTable<Gaussian> filter = new LazyTable<>(1, i -> new Gaussian(3.7, 4, Border.REPLICATE));

    public SpatterSequence() {
        super(CorruptionFamily.SEQUENCE.random(
                93, "spatter_sequence", List.of("loc=0.65 scale=0.27 sigma=3.7 threshold=0.69 amount=0.6")));
    }

    @Override
    void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        int width = pixels.width();
        int height = pixels.height();
        double[][] noise = NormalSampler.rows(random.field(0), LOC, SCALE, width, height, scratch);
        double[][] water = scratch.rows(1, height, width);
        for (int y = 0; y < height; y++) {
            filter.get(0).row(noise, height, y, width, 1, water[y], scratch);
            for (int x = 0; x < width; x++) {
                water[y][x] = water[y][x] < THRESHOLD ? 0 : water[y][x];
            }
        }
        double[][] next = scratch.rows(2, height, width);
        for (int i = 0; i < frame; i++) {
            trickle(water, next, width, height);
            double[][] done = water;
            water = next;
            next = done;
        }
        byte[] drops = scratch.bytes(0, pixels.pixels());
        for (int i = 0; i < pixels.pixels(); i++) {
            drops[i] = Levels.sample(water[i / width][i % width]);
        }
        Spatter.light(pixels, drops, AMOUNT, scratch);
    }

    /** The layer of water ends where the picture ends: 0 beyond it. */
    private static void trickle(double[][] water, double[][] next, int width, int height) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = FROM_HERE * water[y][x];
                sum += y + 1 < height ? FROM_BELOW * water[y + 1][x] : 0;
                sum += y >= 1 ? FROM_ABOVE * water[y - 1][x] : 0;
                sum += y >= 2 ? FROM_TWO_ABOVE * water[y - 2][x] : 0;
                next[y][x] = sum;
            }
        }
    }
}
