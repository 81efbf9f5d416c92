package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.blur.ZoomBlur;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.Arrays;
import java.util.List;

/** A shutter that stays open longer from frame to frame while the lens zooms in. */
public final class ZoomBlurSequence extends Sequence {
    private static final double STEP = 0.004;

    public ZoomBlurSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(84, "zoom_blur_sequence", List.of("zoom=1…1.12")));
    }

    @Override
    void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        double[] factors = new double[frame];
        Arrays.setAll(factors, i -> 1 + (i + 1) * STEP);
        ZoomBlur.blur(factors, pixels, scratch);
    }
}
