/**
 * One opened model. {@link io.pokeai.engine.runtime.internal.generation.GenerationOpener} makes a
 * {@link io.pokeai.engine.runtime.internal.generation.Generation} of a candidate: opens its files
 * ({@link io.pokeai.engine.runtime.internal.generation.OpeningFiles}), puts folds together
 * ({@link io.pokeai.engine.runtime.internal.generation.Ensemble}), observes outputs that are not stated
 * ({@link io.pokeai.engine.runtime.internal.generation.ObservedOutput}), and holds it to its certificate. Callers use it by a
 * {@link io.pokeai.engine.runtime.internal.generation.GenerationLease}; the last one to leave closes it
 * ({@link io.pokeai.engine.runtime.internal.generation.StripedRefCount}).
 * {@link io.pokeai.engine.runtime.internal.generation.ParityCheck} compares the answers of two.
 */
@NullMarked
package io.pokeai.engine.runtime.internal.generation;

import org.jspecify.annotations.NullMarked;
