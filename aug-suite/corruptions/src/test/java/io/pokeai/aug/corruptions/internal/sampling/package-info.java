@NullMarked
package io.pokeai.aug.corruptions.internal.sampling;

import org.jspecify.annotations.NullMarked;
