/** Noise: every sample on its own. */
@NullMarked
package io.pokeai.aug.corruptions.internal.noise;

import org.jspecify.annotations.NullMarked;
