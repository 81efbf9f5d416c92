/**
 * A name and what answers for it. {@link io.pokeai.engine.runtime.internal.lifecycle.Registry} finds the name and leases what
 * answers; {@link io.pokeai.engine.runtime.internal.lifecycle.ModelSlot} is one name,
 * {@link io.pokeai.engine.runtime.internal.lifecycle.RolloutState} the state machine of who answers for it.
 */
@NullMarked
package io.pokeai.engine.runtime.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
