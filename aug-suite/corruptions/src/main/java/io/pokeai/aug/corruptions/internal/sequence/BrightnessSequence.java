package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.digital.Hsv;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** From darker to brighter; the frame in the middle is the picture. */
public final class BrightnessSequence extends Sequence {
    private static final int MIDDLE = 15;
    private static final double STEP = 0.02;

    public BrightnessSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(86, "brightness_sequence", List.of("c=-0.3…0.3")));
    }

    @Override
    void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        Hsv.brighten(pixels.in(), pixels.out(), pixels.samples(), (frame - MIDDLE) * STEP);
    }
}
