/** {@code pokeai train}. */
@NullMarked
package io.pokeai.djl.training.internal.command;

import org.jspecify.annotations.NullMarked;
