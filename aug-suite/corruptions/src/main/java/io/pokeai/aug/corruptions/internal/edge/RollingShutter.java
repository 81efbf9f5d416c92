package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Bilinear;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A camera that shakes and turns while it reads row after row. */
public final class RollingShutter extends EdgeCorruption {
    public RollingShutter() {
        super(53, "edge_rolling_shutter", true, "amplitude waves slope", new double[][] {
            {1, 1, .01}, {2, 1.5, .02}, {3, 2, .04}, {5, 2.5, .07}, {8, 3, .12}
        });
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        double phase = scalars.uniform(0, 2 * Math.PI);
        double sign = scalars.coin() ? 1 : -1;
        for (int y = 0; y < frame.height(); y++) {
            double wave = row[0] * StrictMath.sin(2 * Math.PI * row[1] * y / frame.height() + phase);
            double shift = sign * (wave + row[2] * (y - frame.height() / 2.0));
            for (int x = 0; x < frame.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    frame.out()[y * frame.stride() + 3 * x + c] =
                            Levels.sample(Bilinear.bordered(frame, y, x - shift, c, Border.REPLICATE));
                }
            }
        }
    }
}
