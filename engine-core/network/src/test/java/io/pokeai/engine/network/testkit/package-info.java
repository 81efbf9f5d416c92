/**
 * Networks whose answers are known, for the tests of every back end that computes them.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.network.testkit.KnownNetwork}: torchvision's families, narrowed, with weights that follow
 *       from a formula, and PyTorch's logits;
 *   <li>{@link io.pokeai.engine.network.testkit.TinyModels}: the same for Ultralytics' classifiers, as {@code best.pt}.
 * </ul>
 */
package io.pokeai.engine.network.testkit;
