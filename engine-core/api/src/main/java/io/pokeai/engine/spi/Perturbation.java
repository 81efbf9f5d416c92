package io.pokeai.engine.spi;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A sequence of pictures that change little from one to the next: what flip rates are measured on.
 *
 * <p>The number of severities of {@link #info()} is the number of levels, such as noise strengths.
 *
 * <p><b>Threads</b> safe and stateless: the same arguments give the same bytes, on any machine, in any order.
 */
@ConsumerType
public interface Perturbation {
    /** Name, family and levels. */
    AugmentationInfo info();

    /** How many frames a sequence has; at least 24. */
    int frames();

    /** Whether frames are compared with the first one (noise) instead of the one before (motion). */
    boolean comparesWithFirst();

    /**
     * One frame of the sequence.
     *
     * @param in after geometry, before normalisation
     * @param level 1…{@link AugmentationInfo#severities()}
     * @param frame 0…{@link #frames()}{@code  - 1}
     * @param random the same one for all frames of a sequence
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} for a level or frame that does not exist, or
     *     a picture that is too small
     */
    Image frame(Image in, int level, int frame, RandomSource random);

    /**
     * How many pixels around the crop frames may show, where the whole picture moves; 0 if frames are made of the crop alone.
     *
     * @param height of the crop
     * @param width of the crop
     */
    default int margin(int height, int width) {
        return 0;
    }

    /**
     * One frame of the sequence, of a crop whose surroundings are given.
     *
     * @param in the crop, and {@code margin} pixels more on each of its four sides, black where the picture ends
     * @param margin at most {@link #margin(int, int)} of the crop; with less, frames are black where more would be seen
     * @return of the size of the crop
     * @throws io.pokeai.engine.api.EngineException as {@link #frame(Image, int, int, RandomSource)}
     */
    default Image frame(Image in, int margin, int level, int frame, RandomSource random) {
        return frame(in, level, frame, random); // the margin is 0
    }
}
