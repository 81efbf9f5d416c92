@NullMarked
package io.pokeai.aug.corruptions.internal.edge;

import org.jspecify.annotations.NullMarked;
