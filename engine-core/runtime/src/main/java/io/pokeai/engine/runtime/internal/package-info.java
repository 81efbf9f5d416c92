/**
 * The engine itself, in the order of a call: {@code PooledEngine} asks the {@code Registry} for a lease, whose
 * {@code ModelSlot} holds the {@code Generation} that answers; {@code Discovery} tells the registry what is in the
 * artifacts folder, {@code Backends} who can open it.
 */
@NullMarked
package io.pokeai.engine.runtime.internal;

import org.jspecify.annotations.NullMarked;
