/**
 * What a checkpoint computes: each family of networks is written down once, as a small graph of standard operators over
 * named tensors. Back ends translate operators, never families.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.network.Families} finds the family of a checkpoint and describes its network;
 *   <li>{@link io.pokeai.engine.network.Network} is the description: {@link io.pokeai.engine.network.Step}s in the order in
 *       which they compute, and their weights;
 *   <li>{@link io.pokeai.engine.network.Operator} says what a step computes, as PyTorch's module of that name does;
 *   <li>{@link io.pokeai.engine.network.Shapes} are the shapes of all values for pictures of one size.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.network;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
