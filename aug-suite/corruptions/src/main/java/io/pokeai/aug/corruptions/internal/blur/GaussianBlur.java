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
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A Gaussian of sigma pixels, cut off at 4 sigma. */
public final class GaussianBlur extends Corruption {
    private static final double[] SIGMA = {1, 2, 3, 4, 6};
    private static final double TRUNCATE = 4;
    private static final double[] UNITS = Levels.units();

    private final LazyTable<Gaussian> filters =
            new LazyTable<>(SIGMA.length, i -> new Gaussian(SIGMA[i], TRUNCATE, Border.REPLICATE));

    public GaussianBlur() {
        super(CorruptionFamily.BLUR.fixed(17, "gaussian_blur", CorruptionFamily.parameters("sigma", SIGMA)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        blur(filters.get(severity - 1), frame, scratch);
    }

    /** Blurs the picture: writes all of {@code frame.out()}. */
    public static void blur(Gaussian filter, Frame frame, Scratch scratch) {
        int n = frame.stride();
        double[][] rows = scratch.rows(0, frame.height(), n);
        for (int y = 0; y < frame.height(); y++) {
            Lanes.look(frame.in(), y * n, UNITS, rows[y], n);
        }
        double[] blurred = scratch.doubles(0, n);
        for (int y = 0; y < frame.height(); y++) {
            filter.row(rows, frame.height(), y, frame.width(), Image.CHANNELS, blurred, scratch);
            Lanes.sample(blurred, frame.out(), y * n, n);
        }
    }
}
