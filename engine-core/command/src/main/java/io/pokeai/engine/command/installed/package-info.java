/**
 * What is installed in a process: back ends, and what became of each jar in the plugins folders.
 * {@link io.pokeai.engine.command.installed.InstalledJson} is how programs read it.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.command.installed;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
