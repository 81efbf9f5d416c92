/**
 * What an augmentation or a perturbation is given and gives back; the interfaces that it implements are in
 * {@code io.pokeai.engine.spi}.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.api.augmentation.AugmentationInfo}: its name, family and severities;
 *   <li>{@link io.pokeai.engine.api.augmentation.RandomSource}: its only source of random numbers.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.api.augmentation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
