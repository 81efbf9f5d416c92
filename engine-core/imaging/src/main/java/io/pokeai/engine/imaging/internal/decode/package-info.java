/**
 * From the bytes of a file to pixels: {@link io.pokeai.engine.imaging.internal.decode.PictureDecoder} chooses the
 * decoder. OpenCV decodes nearly every file, and a few classes decode what OpenCV and Pillow read differently.
 */
@NullMarked
package io.pokeai.engine.imaging.internal.decode;

import org.jspecify.annotations.NullMarked;
