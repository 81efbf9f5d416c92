package io.pokeai.aug.corruptions.internal.osgi;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Perturbation;

/** A perturbation that works until its bundle stops, and refuses calls afterwards. */
record GuardedPerturbation(
        Perturbation perturbation, AugmentationInfo info, int frames, boolean comparesWithFirst, BundleGuard guard)
        implements Perturbation {
    static GuardedPerturbation of(Perturbation perturbation, BundleGuard guard) {
        return new GuardedPerturbation(
                perturbation, perturbation.info(), perturbation.frames(), perturbation.comparesWithFirst(), guard);
    }

    @Override
    public int margin(int height, int width) {
        return guard.during(info.name(), () -> perturbation.margin(height, width));
    }

    @Override
    public Image frame(Image in, int margin, int level, int frame, RandomSource random) {
        return guard.during(info.name(), () -> perturbation.frame(in, margin, level, frame, random));
    }

    @Override
    public Image frame(Image in, int level, int frame, RandomSource random) {
        return guard.during(info.name(), () -> perturbation.frame(in, level, frame, random));
    }
}
