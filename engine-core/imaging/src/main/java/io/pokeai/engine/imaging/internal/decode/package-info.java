/**
 * From the bytes of a file to pixels: {@link io.pokeai.engine.imaging.internal.decode.PictureDecoder} chooses the road,
 * OpenCV decodes nearly everything, and a few classes decode what OpenCV and Pillow read differently.
 */
@NullMarked
package io.pokeai.engine.imaging.internal.decode;

import org.jspecify.annotations.NullMarked;
