/**
 * What is measured of one picture, from one decoding.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.dataset.picture.TraitReader}: decodes and measures;
 *   <li>{@link io.pokeai.engine.dataset.picture.PictureTraits}: what came out;
 *   <li>{@link io.pokeai.engine.dataset.picture.PerceptualHash}: ImageHash's pHash, to the bit.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.dataset.picture;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
