@NullMarked
package io.pokeai.aug.corruptions.internal.digital;

import org.jspecify.annotations.NullMarked;
