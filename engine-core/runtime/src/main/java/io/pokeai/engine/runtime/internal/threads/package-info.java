/**
 * How many threads work, and how long calls wait. {@link io.pokeai.engine.runtime.internal.threads.EngineThreads} makes all
 * threads; {@link io.pokeai.engine.runtime.internal.threads.ProcessBudget} and
 * {@link io.pokeai.engine.runtime.internal.threads.ThreadBudget} say how many of them decode or infer at once;
 * {@link io.pokeai.engine.runtime.internal.threads.FoldRunner} runs the folds of an ensemble side by side;
 * {@link io.pokeai.engine.runtime.internal.threads.Deadline} goes with a call through all its waits.
 */
@NullMarked
package io.pokeai.engine.runtime.internal.threads;

import org.jspecify.annotations.NullMarked;
