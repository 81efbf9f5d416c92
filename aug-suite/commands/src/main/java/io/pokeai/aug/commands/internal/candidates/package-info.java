/** {@code pokeai small-models}: models that are to replace another one, beside it in one table. */
@NullMarked
package io.pokeai.aug.commands.internal.candidates;

import org.jspecify.annotations.NullMarked;
