package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A constant added to the value of HSV. */
public final class Brightness extends Corruption {
    private static final double[] C = {0.1, 0.2, 0.3, 0.4, 0.5};

    public Brightness() {
        super(CorruptionFamily.WEATHER.fixed(11, "brightness", CorruptionFamily.parameters("c", C)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        Hsv.brighten(frame.in(), frame.out(), frame.samples(), C[severity - 1]);
    }
}
