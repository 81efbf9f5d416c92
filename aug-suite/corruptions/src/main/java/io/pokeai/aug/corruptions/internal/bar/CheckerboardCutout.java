package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A turned checkerboard; of the cells of one of its colours, some become grey. */
public final class CheckerboardCutout extends BarCorruption {
    private static final byte GREY = (byte) 128;

    public CheckerboardCutout() {
        super(34, "checkerboard_cutout", 2, 3, 4, 5, 6);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        int n = side(frame);
        double angle = scalars.uniform(0, 2 * Math.PI);
        double cell = Math.max(1, n * scalars.uniform(0.1, 0.25));
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        int cells = (int) (4 * n / cell);
        RandomSource.Field grid = random.field(1);
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                double nx = (cosine * r + sine * c) / cell;
                double ny = (-sine * r + cosine * c) / cell;
                // Truncated towards 0; negative cells count from the end.
                long x = Math.floorMod((int) nx, cells);
                long y = Math.floorMod((int) ny, cells);
                boolean cut = parity(nx) == parity(ny) && grid.uniform(x * cells + y) < strength;
                int i = r * frame.stride() + 3 * c;
                for (int k = i; k < i + 3; k++) {
                    frame.out()[k] = cut ? GREY : frame.in()[k];
                }
            }
        }
    }

    private static int parity(double value) {
        return (int) (value - 2 * Math.floor(value / 2));
    }
}
