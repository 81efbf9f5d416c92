/** The way into the engine on a flat class path: {@link io.pokeai.engine.runtime.PokeAi}. */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
