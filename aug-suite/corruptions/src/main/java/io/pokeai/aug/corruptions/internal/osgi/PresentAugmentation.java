package io.pokeai.aug.corruptions.internal.osgi;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;

/** An augmentation that works while its bundle is there, and refuses afterwards. */
record PresentAugmentation(
        Augmentation augmentation, AugmentationInfo info, boolean givesFloatingPoint, BundleGuard bundleGuard)
        implements Augmentation {
    static PresentAugmentation of(Augmentation augmentation, BundleGuard bundleGuard) {
        return new PresentAugmentation(
                augmentation, augmentation.info(), augmentation.givesFloatingPoint(), bundleGuard);
    }

    @Override
    public Pixels apply(Image in, int severity, RandomSource random) {
        return bundleGuard.during(info.name(), () -> augmentation.apply(in, severity, random));
    }
}
