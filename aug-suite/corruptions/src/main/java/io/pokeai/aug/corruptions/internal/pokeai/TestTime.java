package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;

/**
 * A test-time augmentation of PokeAI: works on samples in [0, 1] as torchvision does, planes red, green, blue.
 *
 * <p>The draws are keyed by the picture, so all folds of an ensemble see the same ones; the original draws anew for each
 * fold.
 */
abstract class TestTime implements Augmentation {
    private final AugmentationInfo info;

    TestTime(AugmentationInfo info) {
        this.info = info;
    }

    @Override
    public final AugmentationInfo info() {
        return info;
    }

    @Override
    public final Pixels apply(Image in, int severity, RandomSource random) {
        Corruption.require(info, in, severity);
        return change(in, random);
    }

    abstract Pixels change(Image in, RandomSource random);
}
