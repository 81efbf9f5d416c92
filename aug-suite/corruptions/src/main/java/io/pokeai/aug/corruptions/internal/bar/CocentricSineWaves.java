package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Rings around a point, bent by a sine of the angle. */
public final class CocentricSineWaves extends BarCorruption {
    public CocentricSineWaves() {
        super(35, "cocentric_sine_waves", 3, 5, 8, 9, 10);
    }

    @Override
    void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random) {
        int n = side(frame);
        double row = scalars.uniform(0, n);
        double column = scalars.uniform(0, n);
        double frequency = scalars.uniform(0, 10);
        double amplitude = scalars.uniform(0, n / 10.0);
        double ring = Math.max(scalars.uniform(0, n / 10.0), Double.MIN_NORMAL);
        for (int r = 0; r < frame.height(); r++) {
            for (int c = 0; c < frame.width(); c++) {
                double phi = StrictMath.atan2(c - column, r - row) * frequency;
                double distance = Math.sqrt((r - row) * (r - row) + (c - column) * (c - column));
                double rings = (distance + StrictMath.sin(phi) * amplitude) / ring;
                add(frame, r * frame.width() + c, (rings - Math.floor(rings) - 0.5) * 128 * strength);
            }
        }
    }
}
