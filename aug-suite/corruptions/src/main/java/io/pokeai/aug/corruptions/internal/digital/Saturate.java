package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Colours weakened (severities 1 and 2) or strengthened: {@code clip(s mul + add)} in HSV. */
public final class Saturate extends Corruption {
    private static final double[][] MUL_ADD = {{0.3, 0}, {0.1, 0}, {2, 0}, {5, 0.1}, {20, 0.2}};

    public Saturate() {
        super(CorruptionFamily.DIGITAL.fixed(19, "saturate", CorruptionFamily.parameters("mul add", MUL_ADD)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        double[] row = MUL_ADD[severity - 1];
        Hsv.saturate(frame.in(), frame.out(), frame.samples(), row[0], row[1]);
    }
}
