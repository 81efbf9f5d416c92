/**
 * Unpacks the native libraries of a natives jar once, into a folder of ours: {@link io.pokeai.natives.NativesBuild}.
 *
 * <p>Natives jars share this; nobody else needs it.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.natives;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
