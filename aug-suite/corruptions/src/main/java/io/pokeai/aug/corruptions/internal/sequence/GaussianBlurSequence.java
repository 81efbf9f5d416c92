package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.blur.GaussianBlur;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Gaussian;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** A Gaussian that grows by 0.035 pixels from frame to frame, cut off at 6 sigma. */
public final class GaussianBlurSequence extends Sequence {
    private static final double FIRST = 0.25;
    private static final double STEP = 0.035;
    private static final double TRUNCATE = 6;

    private final LazyTable<Gaussian> filters =
            new LazyTable<>(FRAMES, frame -> new Gaussian(FIRST + STEP * frame, TRUNCATE, Border.REPLICATE));

    public GaussianBlurSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(92, "gaussian_blur_sequence", List.of("sigma=0.25…1.3")));
    }

    @Override
    void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        GaussianBlur.blur(filters.get(frame), pixels, scratch);
    }
}
