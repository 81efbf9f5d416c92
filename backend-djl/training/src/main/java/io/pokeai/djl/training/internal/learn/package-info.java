/** How a network learns from batches: gradients, losses and optimisers on libtorch. */
@NullMarked
package io.pokeai.djl.training.internal.learn;

import org.jspecify.annotations.NullMarked;
