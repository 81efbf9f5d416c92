/**
 * What a {@link io.pokeai.engine.spi.SwapGate} is asked, and what it answers.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.api.gate.GateQuestion}: the two generations, which can be asked about pixels, and the plan;
 *   <li>{@link io.pokeai.engine.api.gate.GatedModel}: one of the generations;
 *   <li>{@link io.pokeai.engine.api.gate.GateDecision}: whether the candidate may answer, and why.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.api.gate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
