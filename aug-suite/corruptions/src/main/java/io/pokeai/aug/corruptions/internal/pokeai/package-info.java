/** The five test-time augmentations of the PokeAI project. */
@NullMarked
package io.pokeai.aug.corruptions.internal.pokeai;

import org.jspecify.annotations.NullMarked;
