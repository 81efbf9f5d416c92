/** Weather. */
@NullMarked
package io.pokeai.aug.corruptions.internal.weather;

import org.jspecify.annotations.NullMarked;
