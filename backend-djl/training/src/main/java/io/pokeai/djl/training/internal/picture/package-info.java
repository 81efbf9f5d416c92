/**
 * What a network sees while it is trained: PokeAI's train augmentation with the pixels that Pillow and torchvision give, and
 * batches that are made ahead.
 */
@NullMarked
package io.pokeai.djl.training.internal.picture;

import org.jspecify.annotations.NullMarked;
