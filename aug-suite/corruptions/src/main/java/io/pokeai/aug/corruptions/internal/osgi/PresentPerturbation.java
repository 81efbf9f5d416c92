package io.pokeai.aug.corruptions.internal.osgi;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Perturbation;

/** A perturbation that works while its bundle is there, and refuses afterwards. */
record PresentPerturbation(
        Perturbation perturbation,
        AugmentationInfo info,
        int frames,
        boolean comparesWithFirst,
        BundleGuard bundleGuard)
        implements Perturbation {
    static PresentPerturbation of(Perturbation perturbation, BundleGuard bundleGuard) {
        return new PresentPerturbation(
                perturbation,
                perturbation.info(),
                perturbation.frames(),
                perturbation.comparesWithFirst(),
                bundleGuard);
    }

    @Override
    public Image frame(Image in, int level, int frame, RandomSource random) {
        return bundleGuard.during(info.name(), () -> perturbation.frame(in, level, frame, random));
    }
}
