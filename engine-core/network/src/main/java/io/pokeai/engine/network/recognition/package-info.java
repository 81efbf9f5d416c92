/**
 * What a PyTorch file is taken for, the same in every back end: {@link io.pokeai.engine.network.recognition.KnownCheckpoint}.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.network.recognition;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
