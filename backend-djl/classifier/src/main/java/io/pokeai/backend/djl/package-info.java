/** The back end for TorchScript archives: {@link io.pokeai.backend.djl.DjlClassifierFactory}. */
@Version("0.1.0")
@NullMarked
package io.pokeai.backend.djl;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
