package io.pokeai.engine.spi;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A change of a picture, in steps of severity: a corruption of a robustness suite, for instance.
 *
 * <p><b>Threads</b> safe and stateless: the same arguments give the same bytes, on any machine, in any order.
 */
@ConsumerType
public interface Augmentation {
    /** Name, family and severities. */
    AugmentationInfo info();

    /**
     * Whether {@link #apply} gives a {@link io.pokeai.engine.api.UnitImage}. No other augmentation takes one, so a
     * {@link io.pokeai.engine.api.catalog.Composition} in which it is not the last one is refused before any picture is read.
     */
    default boolean givesFloatingPoint() {
        return false;
    }

    /**
     * @param in after geometry, before normalisation
     * @param severity 1…{@link AugmentationInfo#severities()}
     * @param random the only source of random numbers; {@link AugmentationInfo#random} makes it
     * @return of the same size; 8-bit, or floating point where the augmentation never rounds
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} for a severity that does not exist, or a
     *     picture that is too small
     */
    Pixels apply(Image in, int severity, RandomSource random);
}
