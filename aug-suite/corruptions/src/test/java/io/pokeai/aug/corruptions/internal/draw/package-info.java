@NullMarked
package io.pokeai.aug.corruptions.internal.draw;

import org.jspecify.annotations.NullMarked;
