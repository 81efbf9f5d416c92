/** What PyTorch means by a pickle: its containers, the names that it may use, tensors, wrappers and modules. */
@NullMarked
package io.pokeai.engine.checkpoint.internal.torch;

import org.jspecify.annotations.NullMarked;
