/**
 * The operators of {@code engine-core/network} as DJL blocks, computed by libtorch.
 *
 * <ul>
 *   <li>{@link io.pokeai.djl.blocks.NetworkBlock} is a whole network as one block;
 *   <li>{@link io.pokeai.djl.blocks.NativeWeights} copies the tensors of a checkpoint into memory of libtorch.
 * </ul>
 *
 * <p>An operator is translated in one place, {@code LayerTranslation}; families of networks are not known here.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.djl.blocks;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
