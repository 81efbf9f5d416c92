/**
 * A name and what answers for it. {@link io.pokeai.engine.runtime.internal.lifecycle.Lifecycle} wires everything here;
 * {@link io.pokeai.engine.runtime.internal.lifecycle.Registry} finds a name and leases what answers.
 *
 * <p><b>One name</b> is a {@link io.pokeai.engine.runtime.internal.lifecycle.ModelSlot}: a
 * {@link io.pokeai.engine.runtime.internal.lifecycle.DesiredState} says what ought to answer, or by a
 * {@link io.pokeai.engine.runtime.internal.lifecycle.Failure} why nothing does; a
 * {@link io.pokeai.engine.runtime.internal.lifecycle.RolloutState} says who answers.
 *
 * <p><b>Three ask for changes</b>: people ({@link io.pokeai.engine.runtime.internal.lifecycle.ModelOperations}), the artifacts folder
 * ({@link io.pokeai.engine.runtime.internal.lifecycle.FolderNews}) and back ends that stop or come back
 * ({@link io.pokeai.engine.runtime.internal.lifecycle.Failover}).
 *
 * <p><b>A change</b> waits in the {@link io.pokeai.engine.runtime.internal.lifecycle.SwapQueue} of the name; for the folder and for
 * back ends {@link io.pokeai.engine.runtime.internal.lifecycle.Settling} makes it, for people
 * {@link io.pokeai.engine.runtime.internal.lifecycle.Deployment}. All of them go by one
 * {@link io.pokeai.engine.runtime.internal.lifecycle.Rollout}.
 */
@NullMarked
package io.pokeai.engine.runtime.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
