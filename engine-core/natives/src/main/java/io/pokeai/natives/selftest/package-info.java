/**
 * How a native library proves on the machine that runs it that it computes right: a {@link
 * io.pokeai.natives.selftest.Plan} of operations, float64 in Java as the truth, the next safer {@link
 * io.pokeai.natives.selftest.LibrarySetting} where one is wrong ({@link io.pokeai.natives.selftest.Proof}), and the outcome
 * remembered per machine, library and setting ({@link io.pokeai.natives.selftest.Outcomes}).
 *
 * <p>The package knows no library: the code that loads one brings the {@link io.pokeai.natives.selftest.Kernels}.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.natives.selftest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
