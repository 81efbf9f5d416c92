/**
 * What the engine costs: JMH benchmarks of each stage ({@code *Bench}), the same work without the engine to compare
 * with ({@link io.pokeai.benchmarks.PlainMain}, {@link io.pokeai.benchmarks.BareSession}), and
 * {@link io.pokeai.benchmarks.Worker}, which {@code scripts/bench.py} asks for measurements turn by turn with Pillow and
 * PyTorch.
 */
@NullMarked
package io.pokeai.benchmarks;

import org.jspecify.annotations.NullMarked;
