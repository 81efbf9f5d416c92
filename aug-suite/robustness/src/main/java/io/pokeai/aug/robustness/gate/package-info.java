/**
 * Whether a new model may replace an old one, with an error probability that is kept. {@link
 * io.pokeai.aug.robustness.gate.ModelGate} decides on all pictures, {@link io.pokeai.aug.robustness.gate.SequentialGate} stops at
 * the first certain verdict; both take {@link io.pokeai.aug.robustness.gate.PairedCells}.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.robustness.gate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
