package io.pokeai.aug.corruptions.internal.osgi;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;

/** An augmentation that works until its bundle stops, and refuses calls afterwards. */
record GuardedAugmentation(
        Augmentation augmentation, AugmentationInfo info, boolean givesFloatingPoint, BundleGuard guard)
        implements Augmentation {
    static GuardedAugmentation of(Augmentation augmentation, BundleGuard guard) {
        return new GuardedAugmentation(augmentation, augmentation.info(), augmentation.givesFloatingPoint(), guard);
    }

    @Override
    public Pixels apply(Image in, int severity, RandomSource random) {
        return guard.during(info.name(), () -> augmentation.apply(in, severity, random));
    }
}
