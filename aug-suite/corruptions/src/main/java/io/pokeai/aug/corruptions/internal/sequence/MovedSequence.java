package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * The whole picture moves, and its middle is cropped afterwards, as ImageNet-P does it: what comes in from the side is what the
 * picture has there. Beyond the picture, and around a crop whose surroundings are not given, all is black.
 */
abstract class MovedSequence extends Sequence {
    MovedSequence(AugmentationInfo info) {
        super(info);
    }

    MovedSequence(AugmentationInfo info, int frames) {
        super(info, frames);
    }

    @Override
    public abstract int margin(int height, int width);

    @Override
    public final Image frame(Image in, int margin, int level, int frame, RandomSource random) {
        info().requireSeverity(level);
        requireFrame(frame);
        int width = in.width() - 2 * margin;
        int height = in.height() - 2 * margin;
        if (margin < 0 || width < Corruption.MIN_SIDE || height < Corruption.MIN_SIDE) {
            throw EngineException.invalidArgument(
                    "A picture of " + in.width() + " × " + in.height() + " pixels with a margin of " + margin
                            + " has no crop for '" + info().name() + "'.",
                    "A crop has at least " + Corruption.MIN_SIDE + " pixels on each side.");
        }
        try (Scratch scratch = Scratch.take()) {
            byte[] out = new byte[width * height * Image.CHANNELS];
            move(new MovedPicture(Frame.of(in, scratch), margin), frame, out);
            return new Image(width, height, out);
        }
    }

    @Override
    final void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        move(new MovedPicture(pixels, 0), frame, pixels.out());
    }

    /** Writes all of {@code out}. */
    abstract void move(MovedPicture moved, int frame, byte[] out);
}
