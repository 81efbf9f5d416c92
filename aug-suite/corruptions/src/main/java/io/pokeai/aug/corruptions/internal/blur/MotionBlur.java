package io.pokeai.aug.corruptions.internal.blur;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.DirectionalBlur;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A camera that moves along a line, at a random angle within 45 degrees of the horizontal. */
public final class MotionBlur extends Corruption {
    private static final double[][] RADIUS_SIGMA = {{10, 3}, {15, 5}, {15, 8}, {15, 12}, {20, 15}};
    private static final double[] SAMPLES = new double[256];

    static {
        for (int v = 0; v < SAMPLES.length; v++) {
            SAMPLES[v] = v;
        }
    }

    private final LazyTable<DirectionalBlur> filters = new LazyTable<>(
            RADIUS_SIGMA.length, i -> new DirectionalBlur((int) RADIUS_SIGMA[i][0], RADIUS_SIGMA[i][1]));

    public MotionBlur() {
        super(CorruptionFamily.BLUR.random(
                6, "motion_blur", CorruptionFamily.parameters("radius sigma", RADIUS_SIGMA)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        blur(filters.get(severity - 1), degrees(random), frame, scratch);
    }

    /** The direction that a call draws: uniform in -45…45. */
    static double degrees(RandomSource random) {
        return -45.0 + 90.0 * random.field(0).uniform(0);
    }

    /** Blurs along one direction. */
    public static void blur(DirectionalBlur filter, double degrees, Frame frame, Scratch scratch) {
        int n = frame.stride();
        int margin = filter.reach() * Image.CHANNELS;
        double[][] rows = scratch.rows(0, frame.height(), n + 2 * margin);
        double[] blurred = scratch.doubles(0, n);
        for (int y = 0; y < frame.height(); y++) {
            Lanes.look(frame.in(), y * n, SAMPLES, blurred, n);
            System.arraycopy(blurred, 0, rows[y], margin, n);
            Border.REPLICATE.extend(rows[y], frame.width(), Image.CHANNELS, filter.reach());
        }
        DirectionalBlur.Taps taps = filter.taps(degrees, frame.width(), frame.height());
        for (int y = 0; y < frame.height(); y++) {
            filter.row(rows, taps, frame.height(), y, frame.width(), Image.CHANNELS, blurred, scratch);
            Lanes.truncate(blurred, frame.out(), y * n, n);
        }
    }
}
