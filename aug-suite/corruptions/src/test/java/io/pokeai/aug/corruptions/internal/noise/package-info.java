@NullMarked
package io.pokeai.aug.corruptions.internal.noise;

import org.jspecify.annotations.NullMarked;
