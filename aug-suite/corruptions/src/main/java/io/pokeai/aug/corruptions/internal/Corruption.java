package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.AugmentationInfo;
import io.pokeai.engine.spi.RandomSource;

/**
 * An augmentation that gives bytes: checks what it is given, and lends arrays.
 *
 * <p><b>Threads</b> safe and stateless.
 */
public abstract class Corruption implements Augmentation {
    /** The smallest height and width. */
    public static final int MIN_SIDE = 32;

    private final AugmentationInfo info;

    protected Corruption(AugmentationInfo info) {
        this.info = info;
    }

    @Override
    public final AugmentationInfo info() {
        return info;
    }

    @Override
    public final Pixels apply(Image in, int severity, RandomSource random) {
        require(info, in, severity);
        try (Scratch scratch = Scratch.take()) {
            Frame frame = Frame.of(in, scratch);
            corrupt(frame, severity, random, scratch);
            return new Image(in.width(), in.height(), frame.out());
        }
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} when the severity does not exist or the picture is too small */
    public static void require(AugmentationInfo info, Image in, int severity) {
        info.requireSeverity(severity);
        if (in.width() < MIN_SIDE || in.height() < MIN_SIDE) {
            throw EngineException.invalidArgument(
                    "'" + info.name() + "' was given a picture of " + in.width() + " × " + in.height() + " pixels.",
                    "Use pictures of at least " + MIN_SIDE + " × " + MIN_SIDE + " pixels.");
        }
    }

    /** Writes all of {@code frame.out()}. */
    protected abstract void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch);
}
