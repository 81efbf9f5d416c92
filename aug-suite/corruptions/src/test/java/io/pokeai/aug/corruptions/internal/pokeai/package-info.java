@NullMarked
package io.pokeai.aug.corruptions.internal.pokeai;

import org.jspecify.annotations.NullMarked;
