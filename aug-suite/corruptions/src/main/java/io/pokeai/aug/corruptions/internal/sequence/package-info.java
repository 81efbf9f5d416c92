/** Sequences of pictures that change little, for flip rates. */
@NullMarked
package io.pokeai.aug.corruptions.internal.sequence;

import org.jspecify.annotations.NullMarked;
