package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Too much light or too little; what is too bright for the sensor blooms. */
public final class Exposure extends EdgeCorruption {
    private static final double TRUNCATE = 4;

    public Exposure() {
        super(56, "edge_exposure", true, "ev", new double[][] {{.5}, {1}, {1.5}, {2.2}, {3}});
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        double ev = scalars.coin() ? row[0] : -row[0];
        double factor = StrictMath.pow(2, ev);
        int n = frame.stride();
        double[][] excess = scratch.rows(0, frame.height(), n);
        for (int y = 0; y < frame.height(); y++) {
            for (int i = 0; i < n; i++) {
                excess[y][i] = Math.max(0, LinearLight.of(frame.in()[y * n + i]) * factor - 1);
            }
        }
        Gaussian bloom = new Gaussian(2 * row[0], TRUNCATE, Border.REPLICATE);
        double[] added = scratch.doubles(0, n);
        for (int y = 0; y < frame.height(); y++) {
            if (ev > 0) {
                bloom.row(excess, frame.height(), y, frame.width(), 3, added, scratch);
            }
            for (int i = 0; i < n; i++) {
                double light = Math.min(1, LinearLight.of(frame.in()[y * n + i]) * factor);
                frame.out()[y * n + i] = LinearLight.sample(ev > 0 ? light + added[i] : light);
            }
        }
    }
}
