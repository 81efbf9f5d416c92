/** Storages and the strided views of them. */
@NullMarked
package io.pokeai.engine.checkpoint.internal.tensor;

import org.jspecify.annotations.NullMarked;
