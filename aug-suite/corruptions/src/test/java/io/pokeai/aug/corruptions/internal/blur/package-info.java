@NullMarked
package io.pokeai.aug.corruptions.internal.blur;

import org.jspecify.annotations.NullMarked;
