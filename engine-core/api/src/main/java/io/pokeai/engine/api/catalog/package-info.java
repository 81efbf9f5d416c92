/**
 * Finds what is installed, by name.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.api.catalog.Augmentations} finds augmentations, and makes a
 *       {@link io.pokeai.engine.api.catalog.Composition} of a text such as {@code fog:3+jpeg_compression:2};
 *   <li>{@link io.pokeai.engine.api.catalog.Perturbations} finds sequences of pictures.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.api.catalog;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
