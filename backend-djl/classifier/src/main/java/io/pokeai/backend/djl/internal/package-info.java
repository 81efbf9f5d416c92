/** TorchScript archives: what they say about themselves, and how they and checkpoints run on libtorch. */
@NullMarked
package io.pokeai.backend.djl.internal;

import org.jspecify.annotations.NullMarked;
