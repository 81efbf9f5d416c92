package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Perturbation;

/**
 * A perturbation of ImageNet-P: frames of a picture after resize and crop. The published set went through a video codec; in
 * memory it does not.
 *
 * <p><b>Threads</b> safe and stateless.
 */
abstract class Sequence implements Perturbation {
    static final int FRAMES = 31;

    private final AugmentationInfo info;
    private final int frames;

    Sequence(AugmentationInfo info) {
        this(info, FRAMES);
    }

    Sequence(AugmentationInfo info, int frames) {
        this.info = info;
        this.frames = frames;
    }

    @Override
    public final AugmentationInfo info() {
        return info;
    }

    @Override
    public final int frames() {
        return frames;
    }

    @Override
    public boolean comparesWithFirst() {
        return false;
    }

    @Override
    public final Image frame(Image in, int level, int frame, RandomSource random) {
        Corruption.require(info, in, level);
        requireFrame(frame);
        try (Scratch scratch = Scratch.take()) {
            Frame pixels = Frame.of(in, scratch);
            perturb(pixels, level, frame, random, scratch);
            return new Image(in.width(), in.height(), pixels.out());
        }
    }

    final void requireFrame(int frame) {
        if (frame < 0 || frame >= frames) {
            throw EngineException.invalidArgument(
                    "'" + info.name() + "' has no frame " + frame + ".", "Use 0 to " + (frames - 1) + ".");
        }
    }

    /** Writes all of {@code pixels.out()}. */
    abstract void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch);
}
