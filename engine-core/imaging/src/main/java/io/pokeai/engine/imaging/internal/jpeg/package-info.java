/**
 * A JPEG decoder that gives the stored samples: {@link io.pokeai.engine.imaging.internal.jpeg.CmykJpeg}. OpenCV's gives
 * cyan, magenta, yellow and black only mixed to RGB, in another way than Pillow does. Arithmetic is that of
 * libjpeg-turbo 3.1, to the bit.
 */
@NullMarked
package io.pokeai.engine.imaging.internal.jpeg;

import org.jspecify.annotations.NullMarked;
