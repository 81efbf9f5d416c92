@NullMarked
package io.pokeai.aug.corruptions.internal;

import org.jspecify.annotations.NullMarked;
