package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;

/**
 * An augmentation of 8-bit samples: checks its input, and lends arrays to the corruption.
 *
 * <p><b>Threads</b> safe and stateless.
 */
public abstract class Corruption implements Augmentation {
    /** The smallest height and width. */
    public static final int MIN_SIDE = 32;

    /** The largest height and width: fog fills a square of the longer side, frost stretches its texture over it. */
    public static final int MAX_SIDE = 16384;

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

    /**
     * @throws EngineException {@code INVALID_ARGUMENT} when the severity does not exist, or a side of the picture is too
     *     short or too long
     */
    public static void require(AugmentationInfo info, Image in, int severity) {
        info.requireSeverity(severity);
        if (!fits(in.width()) || !fits(in.height())) {
            throw EngineException.invalidArgument(
                    "'" + info.name() + "' takes pictures of " + size(MIN_SIDE, MIN_SIDE) + " to "
                            + size(MAX_SIDE, MAX_SIDE) + " pixels, not of " + size(in.width(), in.height()) + ".",
                    "Resize or crop the picture first.");
        }
    }

    private static String size(int width, int height) {
        return width + " × " + height;
    }

    private static boolean fits(int side) {
        return side >= MIN_SIDE && side <= MAX_SIDE;
    }

    /** Writes all of {@code frame.out()}. */
    protected abstract void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch);
}
