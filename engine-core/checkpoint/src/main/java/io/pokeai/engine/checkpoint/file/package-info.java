/**
 * PyTorch files: {@link io.pokeai.engine.checkpoint.file.CheckpointReader} reads what {@code torch.save} wrote,
 * {@link io.pokeai.engine.checkpoint.file.CheckpointWriter} writes what {@code torch.load(weights_only=True)} opens.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.checkpoint.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
