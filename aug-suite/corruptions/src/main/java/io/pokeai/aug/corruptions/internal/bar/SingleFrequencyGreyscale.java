package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A sine wave in one direction, added to all channels. */
public final class SingleFrequencyGreyscale extends BarCorruption {
    public SingleFrequencyGreyscale() {
        super(39, "single_frequency_greyscale", 1, 1.5, 2, 4.5, 5);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        double high = scalars.uniform(-Math.PI, Math.PI);
        double low = scalars.uniform(-Math.abs(high), Math.abs(high));
        boolean across = scalars.coin();
        double phase = scalars.uniform(0, 2 * Math.PI);
        double columns = across ? high : low;
        double rows = across ? low : high;
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                double wave = StrictMath.sin(c * columns + r * rows + phase);
                add(frame, r * frame.width() + c, 196 * strength * wave);
            }
        }
    }
}
