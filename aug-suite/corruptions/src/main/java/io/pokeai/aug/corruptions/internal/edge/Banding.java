package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Lamps that flicker while rows are read; then few bits for each sample. */
public final class Banding extends EdgeCorruption {
    public Banding() {
        super(60, "edge_banding", true, "bits amplitude waves", new double[][] {
            {6, .02, 3}, {5, .04, 4}, {4, .06, 5}, {3, .09, 6}, {2, .13, 8}
        });
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        double phase = scalars.uniform(0, 2 * Math.PI);
        double levels = (1 << (int) row[0]) - 1;
        byte[] table = new byte[256];
        for (int y = 0; y < frame.height(); y++) {
            double lamp = 1 + row[1] * StrictMath.sin(2 * Math.PI * row[2] * y / frame.height() + phase);
            for (int v = 0; v < table.length; v++) {
                double light = Math.min(1, Levels.unit((byte) v) * lamp);
                table[v] = Levels.sample(Math.rint(light * levels) / levels);
            }
            for (int i = y * frame.stride(); i < (y + 1) * frame.stride(); i++) {
                frame.out()[i] = table[frame.in()[i] & 0xff];
            }
        }
    }
}
