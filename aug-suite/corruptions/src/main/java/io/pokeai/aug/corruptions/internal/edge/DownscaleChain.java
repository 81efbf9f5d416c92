package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Shrinks and enlarges twice: with area and linear, then with nearest and cubic. */
public final class DownscaleChain extends EdgeCorruption {
    public DownscaleChain() {
        super(57, "edge_downscale_chain", false, "first second", new double[][] {
            {.75, .9}, {.5, .75}, {.375, .6}, {.25, .5}, {.17, .4}
        });
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        int width = frame.width();
        int height = frame.height();
        Samples picture = new Samples(width, height, frame.in());
        Samples first = AreaResize.shrink(picture, shrunk(width, row[0]), shrunk(height, row[0]));
        Samples again = FixedPointResize.linear(first, width, height);
        Samples second = nearest(again, shrunk(width, row[1]), shrunk(height, row[1]));
        System.arraycopy(FixedPointResize.cubic(second, width, height).rgb(), 0, frame.out(), 0, frame.samples());
    }

    private static int shrunk(int side, double factor) {
        return (int) (side * factor);
    }

    /** The sample at the upper left corner of the area, as OpenCV's {@code INTER_NEAREST} takes it. */
    private static Samples nearest(Samples from, int width, int height) {
        Samples to = new Samples(width, height);
        for (int y = 0, o = 0; y < height; y++) {
            int start = corner(from.height(), height, y) * from.stride();
            for (int x = 0; x < width; x++, o += Image.CHANNELS) {
                int i = start + corner(from.width(), width, x) * Image.CHANNELS;
                System.arraycopy(from.rgb(), i, to.rgb(), o, Image.CHANNELS);
            }
        }
        return to;
    }

    private static int corner(int in, int out, int output) {
        return Math.min(in - 1, (int) (output * (1 / ((double) out / in))));
    }
}
