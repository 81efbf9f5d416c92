/**
 * From a decoded picture to the crop that a model sees, to the byte as torchvision's {@code Resize} and
 * {@code CenterCrop} on a Pillow image: {@link io.pokeai.engine.imaging.internal.geometry.CropPlan} says which pixels,
 * {@link io.pokeai.engine.imaging.internal.geometry.ResizedCrop} computes them.
 */
@NullMarked
package io.pokeai.engine.imaging.internal.geometry;

import org.jspecify.annotations.NullMarked;
