/** Loads PyTorch's native libraries once per process, from a folder of ours. */
@Version("0.1.0")
@NullMarked
package io.pokeai.natives.pytorch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
