/**
 * A pickle as data: {@link io.pokeai.engine.checkpoint.internal.pickle.PickleMachine} runs its opcodes over strings,
 * numbers and containers; what a global name means is decided by the caller.
 */
@NullMarked
package io.pokeai.engine.checkpoint.internal.pickle;

import org.jspecify.annotations.NullMarked;
