/**
 * Unpacks the native libraries of a natives jar once, into the engine's own folder:
 * {@link io.pokeai.natives.NativesBuild}.
 *
 * <p>Only natives jars use this package.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.natives;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
