@NullMarked
package io.pokeai.aug.corruptions.internal.sequence;

import org.jspecify.annotations.NullMarked;
