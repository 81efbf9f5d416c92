package io.pokeai.aug.corruptions.internal.blur;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.Arrays;

/** A lens out of focus: every point becomes a disk. */
public final class DefocusBlur extends Corruption {
    private static final double[][] RADIUS_ALIAS = {{3, 0.1}, {4, 0.5}, {6, 0.5}, {8, 0.5}, {10, 0.5}};

    private final LazyTable<DiskKernel> kernels =
            new LazyTable<>(RADIUS_ALIAS.length, i -> DiskKernel.of((int) RADIUS_ALIAS[i][0], RADIUS_ALIAS[i][1]));
    private final double[] units = Levels.units();

    public DefocusBlur() {
        super(CorruptionFamily.BLUR.fixed(
                4, "defocus_blur", CorruptionFamily.parameters("radius alias", RADIUS_ALIAS)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        DiskKernel kernel = kernels.get(severity - 1);
        int half = kernel.half();
        int side = 2 * half + 1;
        int height = frame.height();
        int n = frame.stride();
        // A ring of the prepared rows that the kernel covers.
        double[][] ring = scratch.rows(0, side * kernel.arrays(), n);
        double[][] shifted = scratch.rows(1, 2, n);
        double[] padded = scratch.doubles(0, n + 2 * half * Image.CHANNELS);
        double[] sum = scratch.doubles(1, n);
        double[][] tap = new double[side * (half + 2)][];
        double[] weight = scratch.doubles(2, tap.length);
        int prepared = 0;
        for (int y = 0; y < height; y++) {
            for (; prepared <= Math.min(height - 1, y + half); prepared++) {
                Lanes.look(frame.in(), prepared * n, units, sum, n);
                System.arraycopy(sum, 0, padded, half * Image.CHANNELS, n);
                Border.REFLECT_101.extend(padded, frame.width(), Image.CHANNELS, half);
                kernel.prepare(padded, Image.CHANNELS, ring, prepared % side * kernel.arrays(), shifted, n);
            }
            int taps = 0;
            for (int dy = -half; dy <= half; dy++) {
                int row = Border.REFLECT_101.index(y + dy, height);
                taps = kernel.taps(dy, ring, row % side * kernel.arrays(), tap, weight, taps);
            }
            Arrays.fill(sum, 0, n, 0.0);
            Lanes.addAll(tap, weight, taps, sum, n);
            Lanes.sample(sum, frame.out(), y * n, n);
        }
    }
}
