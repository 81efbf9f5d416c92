package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.blur.MotionBlur;
import io.pokeai.aug.corruptions.internal.filter.DirectionalBlur;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** A motion blur that turns by 4 degrees from frame to frame. */
public final class MotionBlurSequence extends Sequence {
    private final LazyTable<DirectionalBlur> filter = new LazyTable<>(1, i -> new DirectionalBlur(10, 3));

    public MotionBlurSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(83, "motion_blur_sequence", List.of("radius=10 sigma=3 angle=-120…0")));
    }

    @Override
    void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        MotionBlur.blur(filter.get(0), (frame - 30) * 4.0, pixels, scratch);
    }
}
